package io.quenyan.local.kafka;

import java.nio.file.Path;

/// The settings of a broker that is alone: every internal topic has one replica, groups form at once, positions
/// of consumers are kept a year (the relays' rest on them), and nothing is made by being named. After `kill -9`
/// it comes back once its own session has run out, so sessions are short.
final class BrokerConfig {

    /// What the broker logs. Without this it logs nothing.
    static final String LOGGING = """
            status=warn
            rootLogger.level=info
            rootLogger.appenderRef.out.ref=out
            appender.out.type=Console
            appender.out.name=out
            appender.out.layout.type=PatternLayout
            appender.out.layout.pattern=%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %c{1} %m%n%throwable
            # Each start would print all of its settings.
            logger.config.name=org.apache.kafka.common.config
            logger.config.level=warn
            logger.server.name=kafka.server.KafkaConfig
            logger.server.level=warn
            """;

    private BrokerConfig() {}

    static String text(Path data, int port, int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.retention.minutes=525600
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                broker.heartbeat.interval.ms=500
                broker.session.timeout.ms=3000
                group.initial.rebalance.delay.ms=0
                log.cleaner.dedupe.buffer.size=8388608
                """.formatted(port, controllerPort, data.toString().replace("\\", "\\\\"));
    }
}
