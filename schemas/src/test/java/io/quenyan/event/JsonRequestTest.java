package io.quenyan.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quenyan.event.ReadResult.Faulty;
import io.quenyan.event.ReadResult.Readable;
import io.quenyan.event.ReadResult.Reason;
import io.quenyan.event.ReadResult.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests in JSON, by the reader and by the published JSON Schema.
class JsonRequestTest {

    private static final String TOPIC = "quenyan.batch-encode-requested";
    private static final Path PUBLISHED = Path.of("src/main/avro/BatchEncodeRequested.schema.json");
    private static final Map<String, byte[]> STRUCTURED =
            Map.of("content-type", bytes("application/cloudevents+json; charset=UTF-8"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordReader reader = RecordReader.offline();

    @Test
    void readsARequestAsItsAvroSaysIt() {
        BatchEncodeRequested read = (BatchEncodeRequested) readable(request());

        assertThat(read.getEventId()).isEqualTo(Samples.CAUSE);
        assertThat(read.getOccurredAt()).isEqualTo(Samples.WHEN);
        assertThat(read.getActor()).isEqualTo("ci");
        assertThat(read.getActorAssurance()).isEqualTo("claimed");
        assertThat(own(read)).isEqualTo(own(Samples.request("request-1")));
        assertThat(EventEncoder.encode(read).eventId()).hasToString(Samples.CAUSE);
    }

    @Test
    void takesTheSourceForTheActorWhereNoneIsNamed() {
        ObjectNode request = request();
        data(request).remove("actor");

        assertThat(((BatchEncodeRequested) readable(request)).getActor()).isEqualTo("/ci/billing");
    }

    @Test
    void readsTimesWithAnOffsetAndOptionalFields() {
        ObjectNode request = request();
        data(request).put("not_after", "2026-03-01T15:00:00+02:00").put("pipeline_epoch", 7);
        BatchEncodeRequested read = (BatchEncodeRequested) readable(request);

        assertThat(read.getNotAfter()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
        assertThat(read.getPipelineEpoch()).isEqualTo(7);
    }

    @Test
    void needsNoHeaderWhereTheValueBeginsAsAnObject() {
        assertThat(reader.read(TOPIC, bytes(request().toString()), Map.of())).isInstanceOf(Readable.class);
    }

    @Test
    void takesSpaceInFrontWhereTheHeaderSaysWhatItIs() {
        assertThat(reader.read(TOPIC, bytes("\n " + request()), STRUCTURED)).isInstanceOf(Readable.class);
    }

    @Test
    void readsJsonOnTopicsOfRequestsAlone() {
        assertThat(reader.read("quenyan.package-encoded", bytes(request().toString()), STRUCTURED))
                .isInstanceOf(Unreadable.class);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("request_id is missing", request -> data(request).remove("request_id")),
                fault("revision is missing", request -> data(request).remove("revision")),
                fault("include is missing", request -> data(request).putNull("include")),
                fault("project_id must be", request -> data(request).put("project_id", 7)),
                fault("project_id must be", request -> data(request).remove("project_id")),
                fault("source_uri must be", request -> data(request).put("source_uri", 7)),
                fault("encryption_version must be", request -> data(request).put("encryption_version", "2")),
                fault("encryption_version must be", request -> data(request).put("encryption_version", 2.5)),
                fault("encryption_version must be", request -> data(request).put("encryption_version", true)),
                fault("package_sources must be", request -> data(request).put("package_sources", "true")),
                fault("include must be", request -> data(request).put("include", "**")),
                fault(
                        "include must be",
                        request -> data(request).putArray("include").add(1)),
                fault("not_after must be", request -> data(request).put("not_after", 1_772_366_400_000L)),
                fault("not_after must be", request -> data(request).put("not_after", "tomorrow")),
                fault("not_after must be", request -> data(request).put("not_after", "2026-13-01T00:00:00Z")),
                fault("pipeline_epoch must be", request -> data(request).put("pipeline_epoch", "1")),
                fault("drill must be", request -> data(request).put("drill", 1)),
                fault("'pasphrase_ref'", request -> data(request).put("pasphrase_ref", "billing")),
                fault("no field", request -> data(request).put("event_id", Samples.CAUSE)),
                fault("id must be", request -> request.put("id", "42")),
                fault("id must be", request -> request.remove("id")),
                fault("source must be", request -> request.remove("source")),
                fault("source must be", request -> request.put("source", "x".repeat(257))),
                fault("time must be", request -> request.remove("time")),
                fault("time must be", request -> request.put("time", "yesterday")),
                fault("datacontenttype must be", request -> request.put("datacontenttype", "application/avro")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void tellsWhatIsWrongWithARequest(String told, Consumer<ObjectNode> change) {
        ObjectNode request = request();
        change.accept(request);

        assertThat(read(request))
                .isInstanceOfSatisfying(
                        Faulty.class, faulty -> assertThat(faulty.detail()).contains(told));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void thePublishedSchemaRefusesWhatTheReaderRefuses(String told, Consumer<ObjectNode> change) {
        ObjectNode request = request();
        change.accept(request);

        assertThat(errors(request)).as(told).isNotEmpty();
    }

    @Test
    void thePublishedSchemaTakesWhatTheReaderTakes() {
        ObjectNode request = request();
        data(request)
                .put("not_after", "2026-03-01T15:00:00+02:00")
                .put("paths_sha256", "0".repeat(64))
                .putNull("base_index_sha256");
        request.put("datacontenttype", "application/json").put("anextension", "of someone");

        assertThat(errors(request)).isEmpty();
        assertThat(read(request)).isInstanceOf(Readable.class);
    }

    @Test
    void anyFaultStillHasAnIdForItsAnswer() {
        ObjectNode request = request();
        request.put("id", "42");
        Faulty faulty = (Faulty) read(request);

        assertThat(EventEncoder.encode(faulty.event()).eventId())
                .isEqualTo(EventIds.of(null, "batch-encode-requested", "request-1"));
    }

    @Test
    void neverRepeatsANameThatIsNoFieldName() {
        ObjectNode request = request();
        data(request).put("https://ops:hunter2@host", "x");

        assertThat(((Faulty) read(request)).detail()).doesNotContain("hunter2");
    }

    @Test
    void refusesHalfACharacter() {
        String halved = request().toString().replace("\"main\"", "\"\\ud800\"");

        assertThat(reader.read(TOPIC, bytes(halved), STRUCTURED))
                .isInstanceOfSatisfying(
                        Faulty.class, faulty -> assertThat(faulty.detail()).isEqualTo("revision must be a text"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}{}",
                "{\"hunter2\"",
                "{'a': 1}",
                "{\"specversion\":\"1.0\",\"specversion\":\"1.0\"}",
                "{\"a\":[[[[[[[[[[]]]]]]]]]]}",
                "{\"a\":1111111111111111111111111111111111111}"
            })
    void keepsWhatIsNotJsonForTheDeadLetters(String text) {
        Unreadable unreadable = (Unreadable) reader.read(TOPIC, bytes(text), Map.of());

        assertThat(unreadable.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(unreadable.detail()).doesNotContain("hunter2");
    }

    @Test
    void readsNoMoreTokensThanARequestCanHave() {
        String many = "{\"a\":[" + "0,".repeat(30_000) + "0]}";

        assertThat(reader.read(TOPIC, bytes(many), Map.of()))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.detail()).contains("20,000 tokens"));
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin = request().toString().replace("main", "Grün").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(reader.read(TOPIC, latin, STRUCTURED)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"specversion\":\"0.3\",\"type\":\"io.quenyan.batch-encode-requested.v1\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"type\":\"io.quenyan.key-rotated.v1\",\"data\":{}}"
            })
    void keepsOtherEventsForTheDeadLetters(String text) {
        assertThat(((Unreadable) reader.read(TOPIC, bytes(text), Map.of())).reason())
                .isEqualTo(Reason.WRONG_SCHEMA);
    }

    @Test
    void survivesEveryCutAndEveryFlippedBit() {
        byte[] whole = bytes(request().toString());
        for (int i = 1; i < whole.length; i++) {
            assertThat(reader.read(TOPIC, Arrays.copyOf(whole, i), STRUCTURED)).isInstanceOf(Unreadable.class);
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[i] ^= (byte) (1 << bit);
                assertThat(reader.read(TOPIC, flipped, STRUCTURED)).isNotNull();
            }
        }
    }

    static Stream<Topic> requestTopics() {
        return TopicCatalogue.load().topics().stream().filter(Topic::isOfRequests);
    }

    /// `-Dquenyan.docs=write` writes it anew.
    @ParameterizedTest
    @MethodSource("requestTopics")
    void theJsonSchemaSaysWhatTheAvroSchemaSays(Topic topic) throws IOException {
        Path published = Path.of("src/main/avro/%s.schema.json".formatted(topic.record()));
        String made = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JsonSchemas.of(topic)) + "\n";
        if ("write".equals(System.getProperty("quenyan.docs"))) {
            Files.writeString(published, made);
        }

        assertThat(published).hasContent(made);
    }

    @Test
    void readsARequestForARebuild() {
        ObjectNode request = request();
        request.put("type", "io.quenyan.incremental-rebuild-requested.v1");
        data(request).put("force", false).put("per_file_events", "all");
        byte[] value = bytes(request.toString());

        assertThat(reader.read("quenyan.incremental-rebuild-requested", value, STRUCTURED))
                .isInstanceOfSatisfying(
                        Readable.class,
                        readable -> assertThat(readable.event())
                                .isInstanceOfSatisfying(IncrementalRebuildRequested.class, read -> {
                                    assertThat(read.getPerFileEvents()).isEqualTo("all");
                                    assertThat(read.getForce()).isFalse();
                                }));
    }

    @Test
    void readsARequestAboutAKeyThatNamesNoProject() {
        ObjectNode request = request();
        request.put("type", "io.quenyan.key-rotation-requested.v1");
        request.putObject("data")
                .put("request_id", "rotation-1")
                .put("key_provider", "local")
                .put("key_id", "release")
                .put("again", false)
                .put("compromised", true);

        assertThat(reader.read("quenyan.key-rotation-requested", bytes(request.toString()), STRUCTURED))
                .isInstanceOfSatisfying(
                        Readable.class,
                        readable -> assertThat(readable.event())
                                .isInstanceOfSatisfying(KeyRotationRequested.class, read -> {
                                    assertThat(read.getKeyId()).isEqualTo("release");
                                    assertThat(read.getProjectId()).isNull();
                                    assertThat(read.getCompromised()).isTrue();
                                }));
    }

    @Test
    void everyTopicOfRequestsHasAJsonSchema() {
        List<String> missing = requestTopics()
                .map(Topic::record)
                .filter(record -> JsonRequestTest.class.getResource(record + ".schema.json") == null)
                .toList();

        assertThat(missing).isEmpty();
    }

    private static Arguments fault(String told, Consumer<ObjectNode> change) {
        return Arguments.of(told, change);
    }

    private static List<?> errors(JsonNode request) {
        try {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(PUBLISHED), InputFormat.JSON);
            return schema.validate(
                    request.toString(),
                    InputFormat.JSON,
                    context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReadResult read(JsonNode request) {
        return reader.read(TOPIC, bytes(request.toString()), STRUCTURED);
    }

    private Object readable(JsonNode request) {
        return ((Readable) read(request)).event();
    }

    /// The fields outside the common block, and the project.
    private static Map<String, Object> own(BatchEncodeRequested request) {
        Map<String, Object> fields = JSON.convertValue(EventJson.of(request), new TypeReference<>() {});
        fields.keySet().removeAll(List.of("event_source", "host", "producer_version", "environment"));
        return fields;
    }

    private static ObjectNode data(ObjectNode request) {
        return (ObjectNode) request.get("data");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode request() {
        try {
            return (ObjectNode) JSON.readTree("""
                    {
                      "specversion": "1.0",
                      "id": "0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3",
                      "source": "/ci/billing",
                      "type": "io.quenyan.batch-encode-requested.v1",
                      "time": "2026-03-01T12:00:00.123Z",
                      "data": {
                        "request_id": "request-1",
                        "project_id": "billing",
                        "actor": "ci",
                        "source_uri": "git+file:///srv/repos/billing",
                        "revision": "main",
                        "output_uri": "file:///srv/packages/billing",
                        "include": ["src/**"],
                        "package_sources": true,
                        "passphrase_ref": "billing",
                        "encryption_version": 2
                      }
                    }
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
