package io.quenyan.outbox.kafka;

import io.quenyan.event.ReadResult;
import io.quenyan.event.ReadResult.Faulty;
import io.quenyan.event.ReadResult.Readable;
import io.quenyan.event.ReadResult.Unreadable;
import io.quenyan.event.RecordReader;
import io.quenyan.outbox.Arrival;
import io.quenyan.outbox.Arrival.Identity;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads what arrived on a topic of events: facts that others tell, which nobody waits to have answered.
///
/// @param <E> the Avro record, which goes no further than this
/// @param <T> what the service makes of it
public final class EventReader<E extends SpecificRecordBase, T> implements ArrivalReader<T> {

    private static final int LONGEST_ID = 64;

    private final RecordReader reader;
    private final Class<E> type;
    private final Function<E, T> toContent;
    private final Letters letters;

    /// @param toContent makes the service's word for it of a record; it must take whatever the schema takes
    public EventReader(RecordReader reader, Class<E> type, Function<E, T> toContent, Clock clock) {
        this.reader = reader;
        this.type = type;
        this.toContent = toContent;
        this.letters = new Letters(clock);
    }

    @Override
    public Arrival<T> read(ConsumerRecord<byte[], byte[]> received, String topicId) {
        return switch (reader.read(received.topic(), received.value(), Letters.headers(received))) {
            case Readable(SpecificRecord event)
            when type.isInstance(event) -> told(received, topicId, type.cast(event));
            case Readable(SpecificRecord other) ->
                unreadable(
                        received, topicId, Letters.wrongRecord(other.getSchema().getName(), type.getSimpleName()));
            case Faulty faulty ->
                unreadable(received, topicId, new Unreadable(ReadResult.Reason.MALFORMED, faulty.detail()));
            case Unreadable bad -> unreadable(received, topicId, bad);
        };
    }

    private Arrival<T> told(ConsumerRecord<byte[], byte[]> received, String topicId, E event) {
        String id = Objects.toString(event.get("event_id"), "");
        if (!Letters.isName(id, LONGEST_ID)) {
            String detail = "event_id must be 1 to %d characters".formatted(LONGEST_ID);
            return unreadable(received, topicId, new Unreadable(ReadResult.Reason.MALFORMED, detail));
        }
        return new Arrival.Readable<>(
                Letters.position(received, topicId), new Identity.OfEvent(id), toContent.apply(event), null, null);
    }

    private Arrival<T> unreadable(ConsumerRecord<byte[], byte[]> received, String topicId, Unreadable bad) {
        return new Arrival.Unreadable<>(Letters.position(received, topicId), letters.of(received, bad));
    }

    @Override
    public List<Arrival<T>> instead(ConsumerRecord<byte[], byte[]> received, Arrival<T> arrival) {
        return List.of(new Arrival.Unreadable<>(arrival.position(), letters.of(received, Letters.UNSTORABLE)));
    }
}
