package io.quenyan.outbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.event.ConfluentFrame;
import io.quenyan.event.PackageEncoded;
import io.quenyan.event.RecordReader;
import io.quenyan.event.RequestRefused;
import io.quenyan.outbox.Arrival;
import io.quenyan.outbox.Arrival.Identity;
import io.quenyan.outbox.Cause;
import io.quenyan.outbox.Envelope;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.Service;
import io.quenyan.outbox.avro.CommonBlock;
import io.quenyan.outbox.avro.CommonFields;
import io.quenyan.outbox.avro.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String CAUSE = "0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3";
    private static final Cause REQUEST =
            new Cause(new Envelope(CAUSE, NOW, "ci", "claimed", "test", null, true, null), "request-1", "billing");

    @Test
    void readsWhatAnotherServiceTells() {
        Arrival<String> arrival = reader().read(kafkaRecord(refused().value()), "topic-id");

        assertThat(arrival).isInstanceOfSatisfying(Arrival.Readable.class, readable -> {
            assertThat(readable.content()).isEqualTo("request-1 FIELD_INVALID");
            assertThat(readable.identity()).isInstanceOf(Identity.OfEvent.class);
            assertThat(readable.fault()).isNull();
        });
    }

    @Test
    void knowsARepeatByItsEventId() {
        assertThat(reader().read(kafkaRecord(refused().value()), "a"))
                .extracting(it -> ((Arrival.Readable<String>) it).identity())
                .isEqualTo(((Arrival.Readable<String>)
                                reader().read(kafkaRecord(refused().value()), "b"))
                        .identity());
    }

    @Test
    void takesTheWordOfAnotherServiceForTheActor() {
        EventReader<RequestRefused, Envelope> envelopes =
                new EventReader<>(RecordReader.offline(), RequestRefused.class, CommonFields::ofEvent, CLOCK);

        Arrival<Envelope> arrival = envelopes.read(kafkaRecord(refused().value()), "topic-id");

        assertThat(((Arrival.Readable<Envelope>) arrival).content())
                .extracting(Envelope::actor, Envelope::actorAssurance, Envelope::drill)
                .containsExactly("ci", "claimed", true);
    }

    @Test
    void takesTheCorrelationOfAnEffectAndOfNoRootEvent() {
        PackageEncoded event = new PackageEncoded();
        event.setEventId(CAUSE);
        event.setOccurredAt(NOW);
        event.setActor("ci");
        event.setEnvironment("test");
        event.setCorrelationId("request-of-another");

        assertThat(CommonFields.ofRequest(event).correlationId()).isNull();
        event.put("causation_id", CAUSE);
        assertThat(CommonFields.ofRequest(event).correlationId()).isEqualTo("request-of-another");
    }

    @Test
    void keepsBytesThatHoldNoEvent() {
        assertThat(reader().read(kafkaRecord("no event".getBytes(StandardCharsets.UTF_8)), "topic-id"))
                .isInstanceOf(Arrival.Unreadable.class);
    }

    @Test
    void keepsAnEventThatTheServiceDoesNotReadThere() {
        EventReader<PackageEncoded, String> other =
                new EventReader<>(RecordReader.offline(), PackageEncoded.class, event -> event.getPath(), CLOCK);

        assertThat(other.read(kafkaRecord(refused().value()), "topic-id")).isInstanceOf(Arrival.Unreadable.class);
    }

    @Test
    void onlyKeepsWhatCannotBeStored() {
        ConsumerRecord<byte[], byte[]> received = kafkaRecord(refused().value());

        assertThat(reader().instead(received, reader().read(received, "topic-id")))
                .singleElement()
                .isInstanceOfSatisfying(
                        Arrival.Unreadable.class,
                        kept -> assertThat(kept.deadLetter().topic()).isEqualTo("quenyan.dlq.request-refused"));
    }

    private static EventReader<RequestRefused, String> reader() {
        return new EventReader<>(
                RecordReader.offline(),
                RequestRefused.class,
                event -> event.getRequestId() + " " + event.getReason(),
                CLOCK);
    }

    private static OutgoingRecord refused() {
        Service service = Service.of("encoder", Optional.of("a"), "test");
        return new Refused("request-1", "batch-encode-requested", "FIELD_INVALID", "no", null, null)
                .record(new CommonBlock(service, CLOCK), REQUEST);
    }

    private static ConsumerRecord<byte[], byte[]> kafkaRecord(byte @Nullable [] avro) {
        ConsumerRecord<byte[], byte[]> kafkaRecord = new ConsumerRecord<>(
                "quenyan.request-refused", 0, 7, new byte[] {1}, ConfluentFrame.frame(1, Objects.requireNonNull(avro)));
        refused().headers().forEach(header -> kafkaRecord.headers().add(header.name(), header.value()));
        return kafkaRecord;
    }
}
