package io.quenyan.outbox.kafka;

import io.quenyan.outbox.Arrival;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads what arrived on a topic. Total; the one exception is a registry that does not answer, which says nothing
/// about the bytes.
public interface ArrivalReader<T> {

    /// @param topicId the broker's id of the topic
    Arrival<T> read(ConsumerRecord<byte[], byte[]> received, String topicId);

    /// What to take in place of an arrival that could not be stored: the one after the other, until one can be.
    List<Arrival<T>> instead(ConsumerRecord<byte[], byte[]> received, Arrival<T> arrival);
}
