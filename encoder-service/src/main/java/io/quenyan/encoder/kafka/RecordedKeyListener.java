package io.quenyan.encoder.kafka;

import io.quenyan.encoder.ToldKey;
import io.quenyan.event.KeyMetadataRecorded;
import io.quenyan.event.RecordReader;
import io.quenyan.outbox.Intake;
import io.quenyan.outbox.kafka.CarefulIntake;
import io.quenyan.outbox.kafka.EventReader;
import io.quenyan.outbox.kafka.TopicIds;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes what is known of keys off Kafka, for the versions that are compromised. Nothing is decided here, see
/// [CarefulIntake].
@Singleton
final class RecordedKeyListener {

    private final CarefulIntake<ToldKey.Recorded> intake;

    RecordedKeyListener(RecordReader reader, Intake<ToldKey.Recorded> intake, TopicIds topicIds, Clock clock) {
        this.intake = new CarefulIntake<>(
                new EventReader<>(reader, KeyMetadataRecorded.class, KeyRecords::recorded, clock), intake, topicIds);
    }

    @Incoming("key-metadata-recorded")
    @Blocking
    void onKeyMetadataRecorded(ConsumerRecords<byte[], byte[]> received) {
        intake.take(received);
    }
}
