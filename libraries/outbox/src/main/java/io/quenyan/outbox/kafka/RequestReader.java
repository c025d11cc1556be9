package io.quenyan.outbox.kafka;

import io.quenyan.event.ReadResult;
import io.quenyan.event.ReadResult.Faulty;
import io.quenyan.event.ReadResult.Readable;
import io.quenyan.event.ReadResult.Unreadable;
import io.quenyan.event.RecordReader;
import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.outbox.Arrival;
import io.quenyan.outbox.Arrival.Identity;
import io.quenyan.outbox.Fault;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.avro.CommonFields;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Reads what arrived on a topic of requests: a request, or bytes for the dead letters.
///
/// @param <E> the Avro record, which goes no further than this
/// @param <T> the service's own request
public final class RequestReader<E extends SpecificRecordBase, T> implements ArrivalReader<T> {

    /// The topics take records up to this size; those over what is accepted are read only to be refused by name.
    private static final int LARGEST = 3 * 1024 * 1024;

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_KEY_ID = 2_048;

    private final RecordReader reader;
    private final RecordReader largeReader;
    private final Class<E> type;
    private final Function<E, T> toRequest;
    private final Letters letters;
    private final Topic topic;

    /// @param toRequest makes the service's request of a record; it must take whatever the schema takes
    public RequestReader(RecordReader reader, Class<E> type, Function<E, T> toRequest, Clock clock) {
        this.reader = reader;
        this.largeReader = reader.accepting(LARGEST);
        this.type = type;
        this.toRequest = toRequest;
        this.letters = new Letters(clock);
        this.topic = TopicCatalogue.load().ofRecord(type.getSimpleName());
    }

    @Override
    public Arrival<T> read(ConsumerRecord<byte[], byte[]> received, String topicId) {
        return switch (reader.read(received.topic(), received.value(), Letters.headers(received))) {
            case Readable(SpecificRecord event) -> asked(received, topicId, event, null, null);
            case Faulty(SpecificRecord event, String fault) ->
                asked(received, topicId, event, new Fault(Fault.Reason.FIELD_INVALID, fault), null);
            case Unreadable bad when bad.reason() == ReadResult.Reason.TOO_LARGE -> tooLarge(received, topicId, bad);
            case Unreadable bad -> unreadable(received, topicId, bad);
        };
    }

    private Arrival<T> tooLarge(ConsumerRecord<byte[], byte[]> received, String topicId, Unreadable letter) {
        Fault fault = new Fault(Fault.Reason.TOO_LARGE, letter.detail());
        return switch (largeReader.read(received.topic(), received.value(), Letters.headers(received))) {
            case Readable(SpecificRecord event)
            when type.isInstance(event) -> asked(received, topicId, event, fault, letter);
            case Faulty(SpecificRecord event, String _)
            when type.isInstance(event) -> asked(received, topicId, event, fault, letter);
            default -> unreadable(received, topicId, letter);
        };
    }

    private Arrival<T> asked(
            ConsumerRecord<byte[], byte[]> received,
            String topicId,
            SpecificRecord read,
            @Nullable Fault fault,
            @Nullable Unreadable tooLarge) {
        if (!type.isInstance(read)) {
            return unreadable(
                    received, topicId, Letters.wrongRecord(read.getSchema().getName(), "request"));
        }
        E event = type.cast(read);
        String requestId = Objects.toString(event.get("request_id"), "");
        String key = key(event);
        if (!Letters.isName(requestId, LONGEST_NAME) || !Letters.isName(key, longestKey())) {
            return unreadable(received, topicId, unanswerable());
        }
        OutgoingRecord letter = tooLarge == null ? null : letters.of(received, tooLarge);
        return new Arrival.Readable<>(
                Letters.position(received, topicId),
                new Identity.OfRequest(key, requestId, CommonFields.contentSha256(event, fault)),
                toRequest.apply(event),
                fault == null ? contradiction(received, key) : fault,
                letter);
    }

    /// An answer needs a request id and a key to address it to.
    private Unreadable unanswerable() {
        return new Unreadable(
                ReadResult.Reason.MALFORMED,
                "request_id and %s must be 1 to %d characters to be answered"
                        .formatted(keyFields(" or "), longestKey()));
    }

    private @Nullable Fault contradiction(ConsumerRecord<byte[], byte[]> received, String key) {
        if (received.key() != null && key.equals(new String(received.key(), StandardCharsets.UTF_8))) {
            return null;
        }
        return new Fault(Fault.Reason.FIELD_INVALID, "The Kafka key must be the " + keyFields(" or the "));
    }

    private String keyFields(String or) {
        return String.join(or, topic.key());
    }

    private String key(E event) {
        return topic.key().stream()
                .map(event::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }

    private int longestKey() {
        return topic.key().contains("project_id") ? LONGEST_NAME : LONGEST_KEY_ID;
    }

    private Arrival<T> unreadable(ConsumerRecord<byte[], byte[]> received, String topicId, Unreadable bad) {
        return new Arrival.Unreadable<>(Letters.position(received, topicId), letters.of(received, bad));
    }

    /// Kept as it came, and refused if it holds a request; then only kept.
    @Override
    public List<Arrival<T>> instead(ConsumerRecord<byte[], byte[]> received, Arrival<T> arrival) {
        OutgoingRecord letter = letters.of(received, Letters.UNSTORABLE);
        Arrival<T> kept = new Arrival.Unreadable<>(arrival.position(), letter);
        return switch (arrival) {
            case Arrival.Unreadable<T> _ -> List.of(kept);
            case Arrival.Readable<T> asked ->
                List.of(
                        new Arrival.Readable<>(
                                asked.position(),
                                asked.identity(),
                                asked.content(),
                                new Fault(Fault.Reason.FIELD_INVALID, Letters.UNSTORABLE.detail()),
                                letter),
                        kept);
        };
    }
}
