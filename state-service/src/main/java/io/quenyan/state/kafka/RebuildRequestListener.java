package io.quenyan.state.kafka;

import io.quenyan.event.IncrementalRebuildRequested;
import io.quenyan.event.RecordReader;
import io.quenyan.outbox.Intake;
import io.quenyan.outbox.kafka.CarefulIntake;
import io.quenyan.outbox.kafka.RequestReader;
import io.quenyan.outbox.kafka.TopicIds;
import io.quenyan.state.RebuildRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes requests for rebuilds off Kafka and into the inbox. Nothing is decided here, see [CarefulIntake].
@Singleton
final class RebuildRequestListener {

    private final CarefulIntake<RebuildRequest> intake;

    RebuildRequestListener(RecordReader reader, Intake<RebuildRequest> intake, TopicIds topicIds, Clock clock) {
        this.intake = new CarefulIntake<>(
                new RequestReader<>(reader, IncrementalRebuildRequested.class, Records::request, clock),
                intake,
                topicIds);
    }

    @Incoming("incremental-rebuild-requested")
    @Blocking
    void onIncrementalRebuildRequested(ConsumerRecords<byte[], byte[]> received) {
        intake.take(received);
    }
}
