package io.quenyan.outbox;

/// Where a record stands in Kafka.
///
/// A topic that was deleted and made again has another id, so offsets of the two are never compared.
///
/// @param topicId the broker's id of the topic
/// @param offset offset of the record, from 0
public record Position(String topicId, String topic, int partition, long offset) {
    public Position {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "Partitions and offsets start at 0, got %s-%d@%d".formatted(topic, partition, offset));
        }
    }

    @Override
    public String toString() {
        return "%s-%d@%d".formatted(topic, partition, offset);
    }
}
