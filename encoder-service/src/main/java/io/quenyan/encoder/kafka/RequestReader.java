package io.quenyan.encoder.kafka;

import io.quenyan.encoder.Arrival;
import io.quenyan.encoder.EncodeRequest;
import io.quenyan.encoder.Refusal;
import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.DlqRecord;
import io.quenyan.event.ReadResult;
import io.quenyan.event.ReadResult.Faulty;
import io.quenyan.event.ReadResult.Readable;
import io.quenyan.event.ReadResult.Unreadable;
import io.quenyan.event.RecordReader;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.Position;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Reads what arrived on the request topic: a request, or bytes for the dead letters. Total; the one exception is
/// a registry that does not answer, which says nothing about the bytes.
final class RequestReader {

    /// The topic takes records up to this size; those over what is accepted are read only to be refused by name.
    private static final int LARGEST = 3 * 1024 * 1024;

    private static final Unreadable UNSTORABLE =
            new Unreadable(ReadResult.Reason.UNSTORABLE, "The database does not take it as it stands");

    private final RecordReader reader;
    private final RecordReader largeReader;
    private final Clock clock;

    RequestReader(RecordReader reader, Clock clock) {
        this.reader = reader;
        this.largeReader = reader.accepting(LARGEST);
        this.clock = clock;
    }

    /// @param topicId the broker's id of the topic
    Arrival read(ConsumerRecord<byte[], byte[]> received, String topicId) {
        Position position = new Position(topicId, received.topic(), received.partition(), received.offset());
        Map<String, byte[]> headers = headers(received);
        return switch (reader.read(received.topic(), received.value(), headers)) {
            case Readable(BatchEncodeRequested event) -> asked(received, headers, position, event, null, null);
            case Faulty(BatchEncodeRequested event, String fault) ->
                asked(received, headers, position, event, new Refusal(Refusal.Reason.FIELD_INVALID, fault), null);
            case Readable(var other) -> notARequest(received, headers, position, other);
            case Faulty(var other, String _) -> notARequest(received, headers, position, other);
            case Unreadable bad
            when bad.reason() == ReadResult.Reason.TOO_LARGE -> tooLarge(received, headers, position, bad);
            case Unreadable bad -> unreadable(received, headers, position, bad);
        };
    }

    private Arrival tooLarge(
            ConsumerRecord<byte[], byte[]> received,
            Map<String, byte[]> headers,
            Position position,
            Unreadable letter) {
        Refusal refusal = new Refusal(Refusal.Reason.TOO_LARGE, letter.detail());
        return switch (largeReader.read(received.topic(), received.value(), headers)) {
            case Readable(BatchEncodeRequested event) -> asked(received, headers, position, event, refusal, letter);
            case Faulty(BatchEncodeRequested event, String _) ->
                asked(received, headers, position, event, refusal, letter);
            default -> unreadable(received, headers, position, letter);
        };
    }

    private Arrival asked(
            ConsumerRecord<byte[], byte[]> received,
            Map<String, byte[]> headers,
            Position position,
            BatchEncodeRequested event,
            @Nullable Refusal fault,
            @Nullable Unreadable tooLarge) {
        if (!answerable(event)) {
            return unreadable(received, headers, position, unanswerable());
        }
        EncodeRequest request = RequestRecord.toRequest(event);
        OutgoingRecord letter = tooLarge == null ? null : letter(received, headers, tooLarge);
        Refusal refusal = fault == null ? contradiction(received, request) : fault;
        return new Arrival.Asked(position, request, RequestRecord.contentSha256(event, fault), refusal, letter);
    }

    /// An answer needs a request id and a project to address it to.
    private static boolean answerable(BatchEncodeRequested event) {
        return isName(event.getRequestId()) && event.getProjectId() != null && isName(event.getProjectId());
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= 128 && text.chars().noneMatch(Character::isISOControl);
    }

    private static @Nullable Refusal contradiction(ConsumerRecord<byte[], byte[]> received, EncodeRequest request) {
        byte[] key = received.key();
        if (key != null && request.projectId().equals(new String(key, StandardCharsets.UTF_8))) {
            return null;
        }
        return new Refusal(Refusal.Reason.FIELD_INVALID, "The Kafka key must be the project_id");
    }

    private Arrival unreadable(
            ConsumerRecord<byte[], byte[]> received, Map<String, byte[]> headers, Position position, Unreadable bad) {
        return new Arrival.Unreadable(position, letter(received, headers, bad));
    }

    /// The same arrival once it could not be stored: kept as it came, and refused if it holds a request.
    Arrival unstorable(ConsumerRecord<byte[], byte[]> received, Arrival arrival) {
        OutgoingRecord letter = letter(received, headers(received), UNSTORABLE);
        return switch (arrival) {
            case Arrival.Asked asked ->
                new Arrival.Asked(
                        asked.position(),
                        asked.request(),
                        asked.contentSha256(),
                        new Refusal(Refusal.Reason.FIELD_INVALID, UNSTORABLE.detail()),
                        letter);
            case Arrival.Unreadable unreadable -> new Arrival.Unreadable(unreadable.position(), letter);
        };
    }

    /// The same arrival once not even its refusal could be stored.
    Arrival unanswered(ConsumerRecord<byte[], byte[]> received, Arrival arrival) {
        return new Arrival.Unreadable(arrival.position(), letter(received, headers(received), UNSTORABLE));
    }

    private OutgoingRecord letter(
            ConsumerRecord<byte[], byte[]> received, Map<String, byte[]> headers, Unreadable bad) {
        DlqRecord.Origin origin = new DlqRecord.Origin(
                received.topic(), received.partition(), received.offset(), Instant.ofEpochMilli(received.timestamp()));
        return OutgoingRecord.of(DlqRecord.of(origin, received.key(), received.value(), headers, bad), clock.instant());
    }

    private Arrival notARequest(
            ConsumerRecord<byte[], byte[]> received,
            Map<String, byte[]> headers,
            Position position,
            SpecificRecord other) {
        String detail = "A %s is no request".formatted(other.getSchema().getName());
        return unreadable(received, headers, position, new Unreadable(ReadResult.Reason.WRONG_SCHEMA, detail));
    }

    private static Unreadable unanswerable() {
        return new Unreadable(
                ReadResult.Reason.MALFORMED, "request_id and project_id must be 1 to 128 characters to be answered");
    }

    private static Map<String, byte[]> headers(ConsumerRecord<byte[], byte[]> received) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        for (Header header : received.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), header.value());
            }
        }
        return headers;
    }
}
