package io.quenyan.state.kafka;

import io.quenyan.event.RecordReader;
import io.quenyan.event.RequestRefused;
import io.quenyan.outbox.Intake;
import io.quenyan.outbox.kafka.CarefulIntake;
import io.quenyan.outbox.kafka.EventReader;
import io.quenyan.outbox.kafka.TopicIds;
import io.quenyan.state.RefusedBatch;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes refusals off Kafka and into the inbox. Nothing is decided here, see [CarefulIntake].
@Singleton
final class RefusedBatchListener {

    private final CarefulIntake<RefusedBatch> intake;

    RefusedBatchListener(RecordReader reader, Intake<RefusedBatch> intake, TopicIds topicIds, Clock clock) {
        this.intake = new CarefulIntake<>(
                new EventReader<>(reader, RequestRefused.class, Records::refusal, clock), intake, topicIds);
    }

    @Incoming("request-refused")
    @Blocking
    void onRequestRefused(ConsumerRecords<byte[], byte[]> received) {
        intake.take(received);
    }
}
