package io.quenyan.outbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.event.ConfluentFrame;
import io.quenyan.event.Fingerprint;
import io.quenyan.event.ReleasedSchemas;
import io.quenyan.event.registry.RegistryUnavailableException;
import io.quenyan.event.registry.SchemaRefusedException;
import io.quenyan.event.registry.SchemaRegistry;
import io.quenyan.event.registry.UnknownSchemaException;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.Platform;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistryFramingTest {

    private static final String TOPIC = "quenyan.package-encoded";
    private static final String SUBJECT = TOPIC + "-value";
    private static final Schema SCHEMA = ReleasedSchemas.current("PackageEncoded");
    private static final byte[] AVRO = {1, 2, 3};

    private final SchemaRegistry registry = SchemaRegistry.at(Platform.registry());

    @Test
    void framesAvroWithTheIdThatTheRegistryHas() {
        int id = registry.idOf(SUBJECT, SCHEMA);

        assertThat(new RegistryFraming(registry).frame(outgoing(Fingerprint.of(SCHEMA))))
                .isEqualTo(ConfluentFrame.frame(id, AVRO));
    }

    @Test
    void leavesADeadLetterAsItIs() {
        assertThat(new RegistryFraming(registry).frame(outgoing(null))).isEqualTo(AVRO);
    }

    @Test
    void waitsForARegistryThatIsDown() {
        RegistryFraming framing =
                new RegistryFraming(SchemaRegistry.at(URI.create("http://127.0.0.1:9/apis/ccompat/v7")));

        assertThatThrownBy(() -> framing.frame(outgoing(Fingerprint.of(SCHEMA))))
                .isInstanceOf(Framing.NotYetException.class)
                .hasCauseInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void theRegistryKnowsASchemaByItsId() {
        assertThat(registry.byId(registry.idOf(SUBJECT, SCHEMA)).map(Fingerprint::of))
                .contains(Fingerprint.of(SCHEMA));
    }

    @Test
    void theRegistryDoesNotKnowWhatNobodyRegistered() {
        String subject = "quenyan.test-" + UUID.randomUUID() + "-value";

        assertThatThrownBy(() -> registry.idOf(subject, SCHEMA)).isInstanceOf(UnknownSchemaException.class);
        assertThat(registry.byId(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void theRegistryRefusesASchemaThatBreaksItsReaders() {
        Schema other = SchemaBuilder.record("PackageEncoded")
                .namespace("io.quenyan.event")
                .fields()
                .requiredLong("path")
                .endRecord();

        assertThatThrownBy(() -> registry.register(SUBJECT, other)).isInstanceOf(SchemaRefusedException.class);
    }

    @Test
    void doesNotSendAUserAndPasswordInAnAddress() {
        assertThatThrownBy(() -> SchemaRegistry.at(URI.create("http://ops:hunter2@127.0.0.1/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    private static OutgoingRecord outgoing(@Nullable String fingerprint) {
        return new OutgoingRecord(TOPIC, null, AVRO, fingerprint, List.of(), Instant.EPOCH);
    }
}
