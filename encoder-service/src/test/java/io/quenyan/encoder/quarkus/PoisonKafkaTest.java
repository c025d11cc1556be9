package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.ConfluentFrame;
import io.quenyan.event.EventEncoder;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.event.ReleasedSchemas;
import io.quenyan.event.RequestRefused;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.SchemaRegistry;
import io.quenyan.local.git.Repository;
import io.quenyan.local.kafka.Journal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes on the request topic that hold no request, between good requests, on one partition.
class PoisonKafkaTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String DROPPED = "quenyan_dlq_headers_dropped";
    private static final String LETTERS =
            TopicCatalogue.load().ofRecord("BatchEncodeRequested").deadLetterTopic();

    @TempDir
    static Path folder;

    private static Workshop workshop;
    private static Repository repository;

    @BeforeAll
    static void open() {
        workshop = new Workshop(folder);
        repository = Repository.of(workshop.repository("poisoned"), 2);
        workshop.started("poisoned");
        answered(ask("warm"));
    }

    @AfterAll
    static void close() {
        workshop.close();
    }

    static Stream<Arguments> poisons() {
        byte[] avro = EventEncoder.encode(request("poison")).avro();
        byte[] random = new byte[300];
        new Random(7).nextBytes(random);
        byte[] large = new byte[2 * 1024 * 1024];
        byte[] hostile = {0x00, 0, 0, 0, (byte) id(), (byte) 0xfe, -1, -1, -1, 0x0f};
        return Stream.of(
                Arguments.of("EMPTY_VALUE", "no bytes", new byte[0]),
                Arguments.of("EMPTY_VALUE", "no value", null),
                Arguments.of("UNKNOWN_SCHEMA", "random bytes", random),
                Arguments.of("UNKNOWN_SCHEMA", "a schema that nobody registered", ConfluentFrame.frame(999_999, avro)),
                Arguments.of("WRONG_SCHEMA", "another event", otherEvent()),
                Arguments.of("MALFORMED", "a text of a gibibyte", hostile),
                Arguments.of("TOO_LARGE", "two mebibytes", large),
                Arguments.of("MALFORMED", "JSON that ends too early", bytes("{\"specversion\":\"1.0\"")),
                Arguments.of("WRONG_SCHEMA", "a CloudEvent of somebody else", bytes("{\"specversion\":\"1.0\"}")),
                Arguments.of("MALFORMED", "JSON without a request id", bytes(anonymous())),
                Arguments.of(
                        "TRAILING_BYTES",
                        "bytes after the request",
                        ConfluentFrame.frame(id(), Arrays.copyOf(avro, avro.length + 2))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("poisons")
    void keepsWhatHoldsNoRequestAndGoesOn(String reason, String what, byte @Nullable [] poison) {
        String before = ask("before");
        workshop.send(workshop.project, poison, Map.of("theirs", what));
        String after = ask("after");

        Journal.Seen letter = workshop.journal.await(
                SOON, seen -> seen.kafka().topic().equals(LETTERS) && what.equals(header(seen, "theirs")));
        assertThat(letter.kafka().value()).isEqualTo(poison);
        assertThat(letter.kafka().key()).asString(StandardCharsets.UTF_8).isEqualTo(workshop.project);
        assertThat(header(letter, "quenyan_dlq_reason")).isEqualTo(reason);
        assertThat(header(letter, "quenyan_dlq_topic")).isEqualTo("quenyan.batch-encode-requested");
        assertThat(header(letter, "quenyan_dlq_offset")).matches("[0-9]+");
        answered(before);
        answered(after);
    }

    @Test
    void answersARequestThatIsTooLargeAndKeepsItToo() {
        BatchEncodeRequested large = Requests.batch(
                workshop.project,
                repository.uri(),
                workshop.output("large").uri(),
                asked -> asked.setIncidentId("x".repeat(2 * 1024 * 1024)));
        workshop.requester.ask(large);

        Journal.Seen answer = workshop.journal.answer(large.getRequestId(), SOON);
        assertThat(((RequestRefused) answer.event().orElseThrow()).getReason()).isEqualTo("TOO_LARGE");
        workshop.journal.await(
                SOON,
                seen -> seen.kafka().topic().equals(LETTERS)
                        && large.getEventId().equals(header(seen, "ce_id"))
                        && seen.kafka().value().length > 2 * 1024 * 1024);
    }

    @Test
    void answersARequestWithTooManyHeadersAndKeepsItToo() {
        BatchEncodeRequested loud = request("loud");
        workshop.send(
                workshop.project,
                ConfluentFrame.frame(id(), EventEncoder.encode(loud).avro()),
                Map.of("loud", "x".repeat(70 * 1024)));

        RequestRefused answer = refusal(loud.getRequestId());
        assertThat(answer.getReason()).isEqualTo("TOO_LARGE");
        assertThat(answer.getDetail()).contains("headers of 71684 bytes");
        workshop.journal.await(SOON, seen -> seen.kafka().topic().equals(LETTERS) && "1".equals(header(seen, DROPPED)));
    }

    @Test
    void keepsWhatHasAHeaderThatPostgresqlCannotHold() {
        workshop.send(workshop.project, new byte[0], Map.of("n\0l", "x"));

        workshop.journal.await(
                SOON, seen -> seen.kafka().topic().equals(LETTERS) && "x".equals(header(seen, "n\uFFFDl")));
        answered(ask("after"));
    }

    static Stream<Arguments> boundless() {
        return Stream.of(
                boundless("FIELD_INVALID", asked -> asked.setNotAfter(Instant.ofEpochMilli(Long.MAX_VALUE))),
                boundless("EXPIRED", asked -> asked.setNotAfter(Instant.ofEpochMilli(Long.MIN_VALUE))),
                boundless("FIELD_INVALID", asked -> asked.setOutputUri(asked.getOutputUri() + "/" + randomText(3_500))),
                boundless("FIELD_INVALID", asked -> asked.setIncidentId("inci\0dent")));
    }

    private static Arguments boundless(String reason, Consumer<BatchEncodeRequested.Builder> change) {
        return Arguments.of(reason, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("boundless")
    void refusesWhatNoTableCouldHold(String reason, Consumer<BatchEncodeRequested.Builder> change) {
        String refused = workshop.ask(repository, workshop.output("boundless"), change);

        assertThat(refusal(refused).getReason()).isEqualTo(reason);
        answered(ask("after"));
    }

    @Test
    void refusesAndKeepsWhatTheDatabaseRefusesAndTakesTheRest() throws SQLException {
        execute("""
                create function refuse() returns trigger language plpgsql as
                  $$ begin raise exception sqlstate '22008'; end $$;
                create trigger refuse before insert on batch for each row
                  when (new.output_uri like '%/refused-by-the-database') execute function refuse()""");
        String before = ask("before");
        String refused = ask("refused-by-the-database");
        String after = ask("after");

        assertThat(refusal(refused).getReason()).isEqualTo("FIELD_INVALID");
        workshop.journal.await(
                SOON,
                seen -> seen.kafka().topic().equals(LETTERS)
                        && "UNSTORABLE".equals(header(seen, "quenyan_dlq_reason")));
        answered(before);
        answered(after);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = workshop.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Text that does not compress, as index rows do.
    private static String randomText(int length) {
        return new Random(7)
                .ints(length, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static RequestRefused refusal(String request) {
        return (RequestRefused) workshop.journal.answer(request, SOON).event().orElseThrow();
    }

    private static BatchEncodeRequested request(String output) {
        return Requests.batch(
                workshop.project, repository.uri(), workshop.output(output).uri(), asked -> {});
    }

    private static String ask(String output) {
        return workshop.requester.ask(request(output));
    }

    private static void answered(String request) {
        assertThat(workshop.journal.answer(request, Workshop.ANSWER).isA(ProjectBatchEncoded.class))
                .isTrue();
    }

    private static String anonymous() {
        ObjectNode event = JsonRequests.of(request("anonymous"));
        ((ObjectNode) event.required("data")).remove("request_id");
        return event.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] otherEvent() {
        SchemaRegistry registry = SchemaRegistry.at(workshop.platform().registryUrl());
        int other = registry.idOf("quenyan.request-refused-value", ReleasedSchemas.current("RequestRefused"));
        return ConfluentFrame.frame(other, new byte[] {2, 65});
    }

    private static int id() {
        return SchemaRegistry.at(workshop.platform().registryUrl())
                .idOf("quenyan.batch-encode-requested-value", ReleasedSchemas.current("BatchEncodeRequested"));
    }

    private static @Nullable String header(Journal.Seen seen, String name) {
        var header = seen.kafka().headers().lastHeader(name);
        return header == null ? null : new String(Objects.requireNonNull(header.value()), StandardCharsets.UTF_8);
    }
}
