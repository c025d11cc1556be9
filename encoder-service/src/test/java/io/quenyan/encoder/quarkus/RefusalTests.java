package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.RequestRefused;
import io.quenyan.local.git.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the encoder answers to requests that can never work. Part of [EncodeKafkaTest], whose encoder it asks.
abstract class RefusalTests {

    private final Workshop workshop = EncodeKafkaTest.workshop();
    private final Repository billing = EncodeKafkaTest.billing();

    @Test
    void refusesTheSameIdForAnotherRequest() {
        Output output = workshop.output("reused");
        BatchEncodeRequested asked = Requests.batch(workshop.project, billing.uri(), output.uri(), request -> {});
        workshop.requester.ask(asked);
        workshop.encoded(asked.getRequestId());
        workshop.requester.ask(Requests.batch(
                workshop.project,
                billing.uri(),
                output.uri(),
                request -> request.setRequestId(asked.getRequestId()).setPackageSources(false)));

        RequestRefused refused = (RequestRefused) workshop.journal
                .await(Workshop.ANSWER, seen -> seen.isA(RequestRefused.class) && seen.isEffectOf(asked.getRequestId()))
                .event()
                .orElseThrow();
        assertThat(refused.getReason()).isEqualTo("REQUEST_ID_REUSED");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused(Reason.FIELD_INVALID, asked -> asked.setRevision(" ")),
                refused(Reason.FIELD_INVALID, asked -> asked.setInclude(List.of("["))),
                refused(Reason.SCHEME_UNSUPPORTED, asked -> asked.setSourceUri("git+https://host/repo")),
                refused(Reason.PROJECT_NOT_GRANTED, asked -> asked.setProjectId("payroll")),
                refused(Reason.ACTOR_NOT_GRANTED, asked -> asked.setActor("mallory")),
                refused(Reason.SOURCE_NOT_GRANTED, asked -> asked.setSourceUri("git+file:///etc")),
                refused(Reason.OUTPUT_NOT_GRANTED, asked -> asked.setOutputUri("file:///etc")),
                refused(Reason.PASSPHRASE_REF_NOT_GRANTED, asked -> asked.setPassphraseRef("root")),
                refused(Reason.PASSPHRASE_REF_UNKNOWN, asked -> asked.setPassphraseRef("missing")),
                refused(Reason.ENCRYPTION_UNSUPPORTED, asked -> asked.setEncryptionVersion(3)),
                refused(
                        Reason.KEY_PROVIDER_UNSUPPORTED,
                        asked -> asked.clearPassphraseRef()
                                .setKeyProvider("azure")
                                .setKeyId("a")),
                refused(Reason.SOURCE_NOT_FOUND, asked -> asked.setSourceUri(asked.getSourceUri() + "-no")),
                refused(Reason.REVISION_UNKNOWN, asked -> asked.setRevision("no-such-branch")),
                refused(Reason.EXPIRED, asked -> asked.setNotAfter(Instant.parse("2020-01-01T00:00:00Z"))));
    }

    private static Arguments refused(Reason reason, Consumer<BatchEncodeRequested.Builder> change) {
        return Arguments.of(reason, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(Reason reason, Consumer<BatchEncodeRequested.Builder> change) {
        String request = workshop.ask(billing, workshop.output("refused"), change);

        assertThat(workshop.refused(request).getReason()).isEqualTo(reason.name());
        assertThat(workshop.refused(request).getDetail()).isNotBlank();
    }

    @Test
    void neverRepeatsThePasswordInAUri() {
        String request = workshop.ask(
                billing, workshop.output("refused"), asked -> asked.setSourceUri("git+file://ops:hunter2@host/repo"));

        assertThat(workshop.refused(request))
                .hasToString(workshop.refused(request).toString())
                .asString()
                .doesNotContain("hunter2");
    }

    @Test
    void refusesToWriteIntoAFolderThatIsNotOurs() throws IOException {
        Output output = workshop.output("foreign");
        Files.createDirectories(output.folder());
        Files.writeString(output.folder().resolve("holiday.jpg"), "not ours");

        assertThat(workshop.refused(workshop.ask(billing, output)).getReason()).isEqualTo("OUTPUT_FOREIGN");
    }

    @Test
    void refusesToWriteOverTheWorkOfAnotherPassphrase() {
        Output output = workshop.output("others");
        workshop.encoded(workshop.ask(billing, output, asked -> asked.setPassphraseRef("other")));

        assertThat(workshop.refused(workshop.ask(billing, output)).getReason()).isEqualTo("OUTPUT_FOREIGN");
    }

    @Test
    void refusesTwoFilesThatWouldBecomeOnePackage() {
        Repository colliding = Repository.of(workshop.repository("colliding"), 1);
        colliding.write("a.src.json", "{\"sections\": []}");
        colliding.write("a", "source");
        colliding.commit("collide");

        assertThat(workshop.refused(workshop.ask(colliding, workshop.output("colliding")))
                        .getReason())
                .isEqualTo("NAME_COLLISION");
    }

    @Test
    void refusesARepositoryThatBorrowsFromAnother() throws IOException {
        Repository borrowing = Repository.of(workshop.repository("borrowing"), 1);
        Files.writeString(
                workshop.repository("borrowing").resolve(".git/objects/info/alternates"),
                workshop.repository("billing").resolve(".git/objects") + "\n");

        assertThat(workshop.refused(workshop.ask(borrowing, workshop.output("borrowing")))
                        .getReason())
                .isEqualTo("SOURCE_UNREADABLE");
    }

    @Test
    void refusesASourceThatLeadsOutOfItsGrant() throws IOException {
        Files.createSymbolicLink(
                workshop.repository("leading-out"), workshop.folder().getParent());

        assertThat(workshop.refused(workshop.ask(
                                billing,
                                workshop.output("out"),
                                asked -> asked.setSourceUri(
                                        "git+" + Workshop.uri(workshop.repository("leading-out")) + "/elsewhere")))
                        .getReason())
                .isEqualTo("SOURCE_NOT_GRANTED");
    }
}
