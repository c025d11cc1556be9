package io.quenyan.outbox.kafka;

import io.quenyan.event.DlqRecord;
import io.quenyan.event.ReadResult;
import io.quenyan.event.ReadResult.Unreadable;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.Position;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Makes dead letters of records: the original bytes, where they stood, and why they were given up.
final class Letters {

    static final Unreadable UNSTORABLE =
            new Unreadable(ReadResult.Reason.UNSTORABLE, "The database does not take it as it stands");

    private final Clock clock;

    Letters(Clock clock) {
        this.clock = clock;
    }

    OutgoingRecord of(ConsumerRecord<byte[], byte[]> received, Unreadable why) {
        DlqRecord.Origin origin = new DlqRecord.Origin(
                received.topic(), received.partition(), received.offset(), Instant.ofEpochMilli(received.timestamp()));
        return OutgoingRecord.of(
                DlqRecord.of(origin, received.key(), received.value(), headers(received), why), clock.instant());
    }

    static Unreadable wrongRecord(String name, String wanted) {
        return new Unreadable(ReadResult.Reason.WRONG_SCHEMA, "A %s is no %s".formatted(name, wanted));
    }

    static Position position(ConsumerRecord<byte[], byte[]> received, String topicId) {
        return new Position(topicId, received.topic(), received.partition(), received.offset());
    }

    static Map<String, byte[]> headers(ConsumerRecord<byte[], byte[]> received) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        for (Header header : received.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), header.value());
            }
        }
        return headers;
    }

    /// Whether the text can be a key or an id.
    static boolean isName(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }
}
