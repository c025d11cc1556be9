package io.quenyan.outbox.quarkus;

import io.quenyan.outbox.kafka.TopicIds;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready while no broker answers. The channel's own check only counts its connections.
@Readiness
@Singleton
final class KafkaReadiness implements HealthCheck {

    private final TopicIds topicIds;

    KafkaReadiness(TopicIds topicIds) {
        this.topicIds = topicIds;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Kafka broker")
                .status(topicIds.reachable())
                .build();
    }
}
