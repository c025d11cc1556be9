package io.quenyan.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.event.ReadResult.Faulty;
import io.quenyan.event.ReadResult.Readable;
import io.quenyan.event.ReadResult.Reason;
import io.quenyan.event.ReadResult.Unreadable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

    private static final String TOPIC = "quenyan.batch-encode-requested";
    private static final BatchEncodeRequested REQUEST = Samples.request("request-1");
    private static final byte[] AVRO = EventEncoder.encode(REQUEST).avro();
    private static final int KNOWN_ID = 7;
    private static final int FOREIGN_ID = 8;
    private static final Schema FOREIGN = SchemaBuilder.record("Payment")
            .namespace("com.example")
            .fields()
            .requiredLong("cents")
            .endRecord();

    private final RecordReader offline = RecordReader.offline();
    private final RecordReader online = RecordReader.with(id -> switch (id) {
        case KNOWN_ID -> Optional.of(ReleasedSchemas.current("BatchEncodeRequested"));
        case FOREIGN_ID -> Optional.of(FOREIGN);
        default -> Optional.empty();
    });

    @Test
    void readsAFramedRecord() {
        assertThat(online.read(TOPIC, ConfluentFrame.frame(KNOWN_ID, AVRO), Map.of()))
                .isEqualTo(new Readable(REQUEST));
    }

    @Test
    void readsAFramedRecordByItsHeaderWhenTheRegistryIsGone() {
        assertThat(offline.read(TOPIC, ConfluentFrame.frame(4711, AVRO), dataSchema(REQUEST.getSchema())))
                .isEqualTo(new Readable(REQUEST));
    }

    @Test
    void readsARawRecordByItsHeader() {
        assertThat(offline.read(TOPIC, AVRO, dataSchema(REQUEST.getSchema()))).isEqualTo(new Readable(REQUEST));
    }

    @Test
    void readsARawRecordThatOnlyOneReleasedSchemaFits() {
        assertThat(offline.read(TOPIC, AVRO, Map.of())).isEqualTo(new Readable(REQUEST));
    }

    @Test
    void readsASingleObject() {
        byte[] value = ByteBuffer.allocate(10 + AVRO.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 1)
                .putLong(SchemaNormalization.parsingFingerprint64(REQUEST.getSchema()))
                .put(AVRO)
                .array();

        assertThat(offline.read(TOPIC, value, Map.of())).isEqualTo(new Readable(REQUEST));
    }

    @Test
    void neverGuessesASchemaThatTheHeaderNamesAndNobodyKnows() {
        Map<String, byte[]> unknown = Map.of(
                "ce_dataschema",
                ("urn:quenyan:schema:BatchEncodeRequested:" + "0".repeat(64)).getBytes(StandardCharsets.UTF_8));

        assertThat(reason(offline.read(TOPIC, AVRO, unknown))).isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void neverGuessesASchemaThatTheRegistryDoesNotKnow() {
        assertThat(reason(online.read(TOPIC, ConfluentFrame.frame(4711, AVRO), Map.of())))
                .isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void neverGuessesBytesThatNoReleasedSchemaFits() {
        assertThat(reason(offline.read(TOPIC, new byte[] {42, 1, 2, 3}, Map.of())))
                .isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void refusesARecordOfAnotherTopic() {
        PackageEncoded other = Samples.packageEncoded("a");

        assertThat(reason(offline.read(TOPIC, EventEncoder.encode(other).avro(), dataSchema(other.getSchema()))))
                .isEqualTo(Reason.WRONG_SCHEMA);
    }

    @Test
    void refusesAForeignRecord() {
        assertThat(reason(online.read(TOPIC, ConfluentFrame.frame(FOREIGN_ID, new byte[] {2}), Map.of())))
                .isEqualTo(Reason.WRONG_SCHEMA);
    }

    @Test
    void refusesBytesThatFollowTheRecord() {
        byte[] longer = Arrays.copyOf(AVRO, AVRO.length + 3);

        assertThat(reason(online.read(TOPIC, ConfluentFrame.frame(KNOWN_ID, longer), Map.of())))
                .isEqualTo(Reason.TRAILING_BYTES);
    }

    @Test
    void refusesARecordCutAnywhere() {
        for (int length = 0; length < AVRO.length; length++) {
            byte[] cut = Arrays.copyOf(AVRO, length);
            assertThat(reason(online.read(TOPIC, ConfluentFrame.frame(KNOWN_ID, cut), Map.of())))
                    .as("cut after %d bytes", length)
                    .isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void hasAResultForEverySingleFlippedBit() {
        for (int bit = 0; bit < AVRO.length * 8; bit++) {
            byte[] altered = AVRO.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(online.read(TOPIC, ConfluentFrame.frame(KNOWN_ID, altered), Map.of()))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void hasAResultForAnyBytes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            assertThat(offline.read(TOPIC, bytes, Map.of())).isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void refusesAnEmptyValue() {
        assertThat(reason(offline.read(TOPIC, new byte[0], Map.of()))).isEqualTo(Reason.EMPTY_VALUE);
        assertThat(reason(offline.read(TOPIC, null, Map.of()))).isEqualTo(Reason.EMPTY_VALUE);
    }

    @Test
    void refusesMoreThanOneMebibyte() {
        assertThat(reason(offline.read(TOPIC, new byte[RecordReader.MAX_VALUE_BYTES + 1], Map.of())))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void refusesMoreThanSixtyFourKibibytesOfHeaders() {
        assertThat(reason(offline.read(TOPIC, AVRO, Map.of("x", new byte[RecordReader.MAX_HEADERS_BYTES]))))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void readsLargeHeadersForThoseWhoRefuseByName() {
        Map<String, byte[]> headers = new HashMap<>(dataSchema(REQUEST.getSchema()));
        headers.put("x", new byte[RecordReader.MAX_HEADERS_BYTES]);

        assertThat(offline.accepting(3 * 1024 * 1024).read(TOPIC, AVRO, headers))
                .isEqualTo(new Readable(REQUEST));
    }

    @Test
    void refusesATopicWithoutARecord() {
        assertThat(reason(offline.read("quenyan.dlq.batch-encode-requested", AVRO, Map.of())))
                .isEqualTo(Reason.UNKNOWN_TOPIC);
    }

    @Test
    void leavesTheRegistrysTroubleToItsCaller() {
        RecordReader unlucky = RecordReader.with(id -> {
            throw new IllegalStateException("registry is down");
        });

        assertThatThrownBy(() -> unlucky.read(TOPIC, ConfluentFrame.frame(KNOWN_ID, AVRO), Map.of()))
                .hasMessage("registry is down");
    }

    private static Reason reason(ReadResult result) {
        return switch (result) {
            case Unreadable unreadable -> unreadable.reason();
            case Readable(var event) -> throw new AssertionError("Read as " + event);
            case Faulty(var event, String _) -> throw new AssertionError("Read as " + event);
        };
    }

    private static Map<String, byte[]> dataSchema(Schema schema) {
        String urn = CloudEventHeaders.dataSchema(schema.getName(), Fingerprint.of(schema));
        return Map.of("ce_dataschema", urn.getBytes(StandardCharsets.UTF_8));
    }
}
