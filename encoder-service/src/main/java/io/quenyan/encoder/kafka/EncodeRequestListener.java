package io.quenyan.encoder.kafka;

import io.quenyan.encoder.EncodeRequest;
import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.RecordReader;
import io.quenyan.outbox.Intake;
import io.quenyan.outbox.kafka.CarefulIntake;
import io.quenyan.outbox.kafka.RequestReader;
import io.quenyan.outbox.kafka.TopicIds;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes encode requests off Kafka and into the inbox. Nothing is decided here.
///
/// Records are acknowledged once their inbox rows and offsets are committed together, so a request is neither lost
/// nor taken twice. While the database is down the channel pauses. Bytes that hold no readable request go to the
/// dead letters with their reason; the partition goes on.
@Singleton
final class EncodeRequestListener {

    private final CarefulIntake<EncodeRequest> requests;

    EncodeRequestListener(RecordReader reader, Intake<EncodeRequest> intake, TopicIds topicIds, Clock clock) {
        this.requests = new CarefulIntake<>(
                new RequestReader<>(reader, BatchEncodeRequested.class, RequestRecord::toRequest, clock),
                intake,
                topicIds);
    }

    @Incoming("batch-encode-requested")
    @Blocking
    void onBatchEncodeRequested(ConsumerRecords<byte[], byte[]> received) {
        requests.take(received);
    }
}
