package io.quenyan.encoder.kafka;

import io.quenyan.encoder.ToldKey;
import io.quenyan.event.KeyRotated;
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

/// Takes rotations off Kafka, for the versions that are compromised. Nothing is decided here, see [CarefulIntake].
@Singleton
final class RotatedKeyListener {

    private final CarefulIntake<ToldKey.Rotated> intake;

    RotatedKeyListener(RecordReader reader, Intake<ToldKey.Rotated> intake, TopicIds topicIds, Clock clock) {
        this.intake = new CarefulIntake<>(
                new EventReader<>(reader, KeyRotated.class, KeyRecords::rotated, clock), intake, topicIds);
    }

    @Incoming("key-rotated")
    @Blocking
    void onKeyRotated(ConsumerRecords<byte[], byte[]> received) {
        intake.take(received);
    }
}
