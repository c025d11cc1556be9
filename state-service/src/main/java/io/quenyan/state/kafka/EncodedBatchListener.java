package io.quenyan.state.kafka;

import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.event.RecordReader;
import io.quenyan.outbox.Intake;
import io.quenyan.outbox.kafka.CarefulIntake;
import io.quenyan.outbox.kafka.EventReader;
import io.quenyan.outbox.kafka.TopicIds;
import io.quenyan.state.EncodedBatch;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes batches that the encoder ended off Kafka and into the inbox. Nothing is decided here, see [CarefulIntake].
@Singleton
final class EncodedBatchListener {

    private final CarefulIntake<EncodedBatch> intake;

    EncodedBatchListener(RecordReader reader, Intake<EncodedBatch> intake, TopicIds topicIds, Clock clock) {
        this.intake = new CarefulIntake<>(
                new EventReader<>(reader, ProjectBatchEncoded.class, Records::batch, clock), intake, topicIds);
    }

    @Incoming("project-batch-encoded")
    @Blocking
    void onProjectBatchEncoded(ConsumerRecords<byte[], byte[]> received) {
        intake.take(received);
    }
}
