package io.quenyan.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.event.ReadResult.Reason;
import io.quenyan.event.ReadResult.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DlqRecordTest {

    private static final DlqRecord.Origin ORIGIN =
            new DlqRecord.Origin("quenyan.batch-encode-requested", 3, 42, Instant.parse("2026-03-01T12:00:00Z"));
    private static final Unreadable MALFORMED = new Unreadable(Reason.MALFORMED, "Not a BatchEncodeRequested");

    @Test
    void keepsKeyValueAndHeaders() {
        byte[] key = {1};
        byte[] value = {2, 3};
        DlqRecord record = DlqRecord.of(ORIGIN, key, value, Map.of("theirs", new byte[] {4}), MALFORMED);

        assertThat(record.key()).isEqualTo(key);
        assertThat(record.value()).isEqualTo(value);
        assertThat(record.headers()).containsEntry("theirs", new byte[] {4});
    }

    @Test
    void saysWhyAndWhere() {
        DlqRecord record = DlqRecord.of(ORIGIN, null, null, Map.of(), MALFORMED);

        assertThat(record.topic()).isEqualTo("quenyan.dlq.batch-encode-requested");
        assertThat(text(record, "quenyan_dlq_reason")).isEqualTo("MALFORMED");
        assertThat(text(record, "quenyan_dlq_topic")).isEqualTo("quenyan.batch-encode-requested");
        assertThat(text(record, "quenyan_dlq_partition")).isEqualTo("3");
        assertThat(text(record, "quenyan_dlq_offset")).isEqualTo("42");
        assertThat(text(record, "quenyan_dlq_timestamp")).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void doesNotLetTheSenderForgeTheReason() {
        Map<String, byte[]> forged = Map.of("quenyan_dlq_reason", "FINE".getBytes(StandardCharsets.UTF_8));

        assertThat(text(DlqRecord.of(ORIGIN, null, null, forged, MALFORMED), "quenyan_dlq_reason"))
                .isEqualTo("MALFORMED");
    }

    @Test
    void dropsHeadersThatWouldNotFitAndSaysHowMany() {
        DlqRecord record = DlqRecord.of(ORIGIN, null, null, Map.of("big", new byte[70_000]), MALFORMED);

        assertThat(record.headers()).doesNotContainKey("big");
        assertThat(text(record, "quenyan_dlq_headers_dropped")).isEqualTo("1");
    }

    @Test
    void namesNoHeaderWithANul() {
        DlqRecord record = DlqRecord.of(ORIGIN, null, null, Map.of("n\0l", new byte[] {4}), MALFORMED);

        assertThat(record.headers()).containsEntry("n\uFFFDl", new byte[] {4}).doesNotContainKey("n\0l");
    }

    private static String text(DlqRecord record, String header) {
        return new String(record.headers().get(header), StandardCharsets.UTF_8);
    }
}
