package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.event.RequestRefused;
import io.quenyan.local.git.Repository;
import io.quenyan.local.kafka.Journal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests in JSON, as a CI job sends them without Java, to a running encoder.
class JsonKafkaTest {

    private static final Map<String, String> STRUCTURED = Map.of("content-type", "application/cloudevents+json");

    @TempDir
    static Path folder;

    private static Workshop workshop;
    private static Repository repository;

    @BeforeAll
    static void open() {
        workshop = new Workshop(folder);
        repository = Repository.of(workshop.repository("billing"), 5);
        workshop.started("json");
    }

    @AfterAll
    static void close() {
        workshop.close();
    }

    @Test
    void encodesWhatWasAskedInJson() {
        BatchEncodeRequested request = request("asked");
        ask(workshop.project, JsonRequests.of(request), STRUCTURED);
        ProjectBatchEncoded answer = (ProjectBatchEncoded) answer(request);

        assertThat(answer.getOutcome()).isEqualTo("success");
        assertThat(answer.getCausationId()).isEqualTo(request.getEventId());
        assertThat(answer.getActor()).isEqualTo("ci");
        assertThat(answer.getActorAssurance()).isEqualTo("claimed");
        assertThat(workshop.output("asked").sources())
                .usingRecursiveComparison()
                .isEqualTo(repository.files());
    }

    @Test
    void isTheSameRequestInBothForms() {
        BatchEncodeRequested request = request("both");
        workshop.requester.ask(request);
        ask(workshop.project, JsonRequests.of(request), Map.of());
        BatchEncodeRequested later = request("both-later");
        ask(workshop.project, JsonRequests.of(later), Map.of());
        answer(later);

        assertThat(workshop.journal.effects(request.getRequestId()).stream()
                        .filter(seen -> seen.isA(ProjectBatchEncoded.class)))
                .hasSize(1);
        assertThat(workshop.journal.effects(request.getRequestId()).stream()
                        .filter(seen -> seen.isA(RequestRefused.class)))
                .isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("encryption_version", change(data -> data.put("encryption_version", "2"))),
                Arguments.of("revision", change(data -> data.remove("revision"))),
                Arguments.of("pasphrase_ref", change(data -> data.put("pasphrase_ref", "canary"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void answersARequestThatCannotBeDone(String told, Consumer<ObjectNode> change) {
        BatchEncodeRequested request = request("wrong");
        ObjectNode event = JsonRequests.of(request);
        change.accept((ObjectNode) event.required("data"));
        ask(workshop.project, event, STRUCTURED);
        RequestRefused refused = (RequestRefused) answer(request);

        assertThat(refused.getReason()).isEqualTo("FIELD_INVALID");
        assertThat(refused.getDetail()).contains(told);
    }

    @Test
    void refusesAKeyThatIsNotTheProject() {
        BatchEncodeRequested request = request("keyed");
        ask("\"" + workshop.project + "\"", JsonRequests.of(request), STRUCTURED);

        assertThat(((RequestRefused) answer(request)).getDetail()).contains("Kafka key");
    }

    @Test
    void answersARequestThatIsTooLarge() {
        BatchEncodeRequested request = request("large");
        ObjectNode event = JsonRequests.of(request);
        event.put("padding", "x".repeat(2 * 1024 * 1024));
        ask(workshop.project, event, STRUCTURED);

        assertThat(((RequestRefused) answer(request)).getReason()).isEqualTo("TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"specversion\":", "no JSON at all", "[]", "\u0000\u0001"})
    void keepsWhatOnlyCallsItselfJson(String value) {
        String id = UUID.randomUUID().toString();
        workshop.send(
                workshop.project,
                value.getBytes(StandardCharsets.UTF_8),
                Map.of("content-type", "application/cloudevents+json", "theirs", id));
        BatchEncodeRequested after = request("after");
        ask(workshop.project, JsonRequests.of(after), STRUCTURED);

        assertThat(answer(after)).isInstanceOf(ProjectBatchEncoded.class);
        assertThat(workshop.journal.all())
                .filteredOn(seen -> seen.kafka().topic().equals("quenyan.dlq.batch-encode-requested"))
                .extracting(seen -> header(seen, "theirs"))
                .contains(id);
    }

    private static @Nullable String header(Journal.Seen seen, String name) {
        Header header = seen.kafka().headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Consumer<ObjectNode> change(Consumer<ObjectNode> change) {
        return change;
    }

    private static BatchEncodeRequested request(String output) {
        return Requests.batch(
                workshop.project, repository.uri(), workshop.output(output).uri(), asked -> {});
    }

    private static void ask(@Nullable String key, JsonNode event, Map<String, String> headers) {
        workshop.send(key, event.toString().getBytes(StandardCharsets.UTF_8), headers);
    }

    private static Object answer(BatchEncodeRequested request) {
        return workshop.journal
                .answer(request.getRequestId(), Workshop.ANSWER)
                .event()
                .orElseThrow();
    }
}
