package io.quenyan.encoder.kafka;

import io.quenyan.encoder.Arrival;
import io.quenyan.event.RecordReader;
import io.quenyan.event.registry.RegistryUnavailableException;
import io.quenyan.outbox.Failpoint;
import io.quenyan.outbox.kafka.Patience;
import io.quenyan.outbox.kafka.TopicIds;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes encode requests off Kafka and into the inbox. Nothing is decided here.
///
/// Records are acknowledged once their inbox rows and offsets are committed together, so a request is neither lost
/// nor taken twice. While the database is down the channel pauses. Bytes that hold no readable request go to the
/// dead letters with their reason; the partition goes on.
@Singleton
final class EncodeRequestListener {

    private final RequestReader reader;
    private final CarefulIntake intake;
    private final TopicIds topicIds;

    EncodeRequestListener(RecordReader reader, Arrival.Intake intake, TopicIds topicIds, Clock clock) {
        this.reader = new RequestReader(reader, clock);
        this.intake = new CarefulIntake(intake, this.reader);
        this.topicIds = topicIds;
    }

    @Incoming("batch-encode-requested")
    @Blocking
    void onBatchEncodeRequested(ConsumerRecords<byte[], byte[]> received) {
        List<CarefulIntake.Received> arrivals = new ArrayList<>(received.count());
        for (ConsumerRecord<byte[], byte[]> one : received) {
            Arrival arrival = Patience.until(
                    RegistryUnavailableException.class, () -> reader.read(one, topicIds.of(one.topic())));
            arrivals.add(new CarefulIntake.Received(one, arrival));
        }
        Failpoint.reached("request.consumed");
        intake.take(arrivals);
        Failpoint.reached("request.committed");
    }
}
