package io.quenyan.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventEncoderTest {

    @Test
    void writesTheHeadersOfCloudEvents() {
        PackageEncoded event = Samples.packageEncoded("src/a.txt");

        assertThat(EventEncoder.encode(event).headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", event.getEventId())
                .containsEntry("ce_source", "/quenyan/test/encoder-service")
                .containsEntry("ce_type", "io.quenyan.package-encoded.v1")
                .containsEntry("ce_time", "2026-03-01T12:00:00.123Z")
                .containsEntry("ce_subject", "source src/a.txt")
                .containsEntry("ce_correlationid", "request-1")
                .containsEntry("ce_causationid", Samples.CAUSE)
                .containsEntry(
                        "ce_dataschema",
                        "urn:quenyan:schema:PackageEncoded:" + Fingerprint.of(PackageEncoded.getClassSchema()))
                .containsEntry("content-type", "application/avro")
                .hasSize(10);
    }

    @Test
    void leavesTheCauseOfARootOut() {
        assertThat(EventEncoder.encode(Samples.request("r")).headers()).doesNotContainKey("ce_causationid");
    }

    @Test
    void sendsAnEventToItsTopicUnderItsKey() {
        EncodedEvent encoded = EventEncoder.encode(Samples.packageEncoded("a"));

        assertThat(encoded)
                .extracting(EncodedEvent::topic, EncodedEvent::key, EncodedEvent::occurredAt)
                .containsExactly("quenyan.package-encoded", "billing", Samples.WHEN);
    }

    @Test
    void writesTheSameEventToTheSameBytes() {
        assertThat(EventEncoder.encode(Samples.packageEncoded("a")))
                .isEqualTo(EventEncoder.encode(Samples.packageEncoded("a")));
    }

    @ParameterizedTest
    @CsvSource({"outcome,won", "actor_assurance,sworn", "event_id,7"})
    void refusesWhatTheCommonBlockDoesNotDocument(String field, String value) {
        PackageEncoded event = Samples.packageEncoded("a");
        event.put(field, value);

        assertThatThrownBy(() -> EventEncoder.encode(event)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0", "7"})
    void refusesASeverityThatOcsfDoesNotKnow(int severity) {
        PackageEncoded event = Samples.packageEncoded("a");
        event.put("severity", severity);

        assertThatThrownBy(() -> EventEncoder.encode(event)).hasMessageContaining("1 to 6");
    }

    @Test
    void refusesAnEventWithoutItsKey() {
        PackageEncoded event = Samples.packageEncoded("a");
        event.put("project_id", null);

        assertThatThrownBy(() -> EventEncoder.encode(event)).hasMessageContaining("project_id");
    }
}
