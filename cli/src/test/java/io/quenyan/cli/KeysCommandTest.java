package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {

    @TempDir
    private Path home;

    @Test
    void makesAKeyWithAFirstVersion() {
        Ran made = keys("create", "--provider", "local", "--key-id", "release", "--json");

        assertThat(made.exit()).isZero();
        assertThat(made.json().get("key_version").textValue()).isEqualTo("1");
        assertThat(made.json().get("state").textValue()).isEqualTo("enabled");
        assertThat(home.resolve("local-kms.json")).exists();
    }

    @Test
    void rotatesAndReportsWhatTheRunbookAsksFor() {
        create("release");

        Ran rotated = rotate("--json");

        assertThat(rotated.exit()).isZero();
        JsonNode report = rotated.json();
        assertThat(report.get("previous_version").textValue()).isEqualTo("1");
        assertThat(report.get("key_version").textValue()).isEqualTo("2");
        assertThat(report.get("rotation_due_source").textValue()).isEqualTo("provider");
        assertThat(report.get("audit_trail")).hasSize(2);
        assertThat(report.get("rekeys_packages").booleanValue()).isFalse();
        assertThat(report.get("does_not_fix")).hasSizeGreaterThan(2);
    }

    @Test
    void keepsTheReportBesideItsJournal() throws IOException {
        create("release");

        JsonNode report = rotate("--json").json();

        try (Stream<Path> kept = Files.list(home.resolve("reports"))) {
            assertThat(kept.toList())
                    .singleElement()
                    .satisfies(file ->
                            assertThat(Cli.parse(Files.readString(file))).isEqualTo(report));
        }
    }

    @Test
    void leavesTheRotationAsEvidence() {
        create("release");

        JsonNode event = rotate().logged();

        assertThat(event.get("event").textValue()).isEqualTo("key-rotation");
        assertThat(event.at("/payload/key_version").textValue()).isEqualTo("2");
    }

    @Test
    void doesNotRotateTwiceByMistake() {
        create("release");
        rotate();

        Ran second = rotate("--json");

        assertThat(second.exit()).isEqualTo(Exit.REFUSED.code());
        assertThat(second.err()).contains("ROTATED_JUST_NOW", "--again");
        assertThat(status("release").get("key_version").textValue()).isEqualTo("2");
    }

    @Test
    void rotatesTwiceWhenToldTo() {
        create("release");
        rotate();

        assertThat(rotate("--again", "--json").json().get("key_version").textValue())
                .isEqualTo("3");
    }

    @Test
    void rotatesOncePerRequest() {
        create("release");
        rotate("--request-id", "INC-1");

        Ran repeated = rotate("--request-id", "INC-1", "--json");

        assertThat(repeated.exit()).isZero();
        assertThat(repeated.json().get("key_version").textValue()).isEqualTo("2");
        assertThat(repeated.json().get("request_id").textValue()).isEqualTo("INC-1");
    }

    @Test
    void rotatesOnlyFromTheVersionThatIsExpected() {
        create("release");

        Ran refused = rotate("--expect-version", "7");

        assertThat(refused.exit()).isEqualTo(Exit.REFUSED.code());
        assertThat(refused.err()).contains("VERSION_CHANGED");
    }

    @Test
    void changesNothingInADryRun() {
        create("release");

        assertThat(rotate("--dry-run").exit()).isZero();
        assertThat(status("release").get("key_version").textValue()).isEqualTo("1");
    }

    @Test
    void saysWhereAKeyIsNotAndHowToMakeIt() {
        Ran missing = keys("--provider", "local", "--key-id", "relase");

        assertThat(missing.exit()).isEqualTo(Exit.NOT_FOUND.code());
        assertThat(missing.err()).contains("KEY_UNKNOWN", "local-kms.json", "quenyan keys create");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rotate", "--provider local", "--key-id release", "--provider azure --key-id a"})
    void wantsAKeyToBeNamed(String arguments) {
        assertThat(keys((Object[]) arguments.split(" ")).exit()).isEqualTo(Exit.USAGE.code());
    }

    @Test
    void exportsEveryKeyThatIsKnown() {
        create("release");
        create("backup");

        Ran all = keys("--json");

        assertThat(all.exit()).isZero();
        assertThat(StreamSupport.stream(all.json().get("keys").spliterator(), false)
                        .map(key -> key.get("key_id").textValue()))
                .containsExactly("backup", "release");
    }

    @Test
    void tellsTheRestWhenOneKeyCannotBeReached() throws IOException {
        Path store = home.resolve("local-kms.json");
        Files.writeString(store, "{");

        Ran all = keys("--json");

        assertThat(all.exit()).isEqualTo(Exit.UNREACHABLE.code());
        assertThat(all.json().at("/unreachable/0/detail").textValue()).contains(store.toString());
    }

    @Test
    void namesAStoreThatCannotBeRead() throws IOException {
        Files.writeString(home.resolve("local-kms.json"), "{");

        Ran refused = rotate();

        assertThat(refused.exit()).isEqualTo(Exit.INTEGRITY.code());
        assertThat(refused.err()).contains("KEY_STORE_INVALID", "local-kms.json");
    }

    @Test
    void takesAnotherRing() {
        Path ring = home.resolve("elsewhere.json");

        keys("create", "--provider", "local", "--key-id", "release", "--metadata-path", ring);

        assertThat(ring).exists();
        assertThat(home.resolve("local-kms.json")).doesNotExist();
    }

    @Test
    void saysWhenAProviderDoesNotAnswer() {
        Ran unreachable = Cli.run(
                Map.of(
                        "QUENYAN_HOME", home.toString(),
                        "AWS_REGION", "eu-central-1",
                        "AWS_ENDPOINT_URL_KMS", "http://127.0.0.1:1",
                        "AWS_ACCESS_KEY_ID", "stand-in",
                        "AWS_SECRET_ACCESS_KEY", "stand-in-secret"),
                "keys",
                "--provider",
                "aws",
                "--key-id",
                "alias/quenyan",
                "--rotate");

        assertThat(unreachable.exit()).isEqualTo(Exit.UNREACHABLE.code());
        assertThat(unreachable.err()).contains("KEYS_UNAVAILABLE").doesNotContain("stand-in-secret");
    }

    private JsonNode status(String key) {
        return keys("status", "--provider", "local", "--key-id", key, "--json").json();
    }

    private void create(String key) {
        assertThat(keys("create", "--provider", "local", "--key-id", key).exit())
                .isZero();
    }

    private Ran rotate(Object... more) {
        return keys(Stream.concat(
                        List.of("--provider", "local", "--key-id", "release", "--rotate").stream(), Stream.of(more))
                .toArray());
    }

    private Ran keys(Object... arguments) {
        return Cli.run(
                Map.of("QUENYAN_HOME", home.toString()),
                Stream.concat(Stream.of("keys"), Stream.of(arguments)).toArray());
    }

    /// Both look before either rotates.
    @Test
    void rotatesOnceWhereManyDoItAtOnce() {
        create("release");

        List<Integer> exits = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> rotate("--log-format", "quiet").exit())
                .sorted()
                .toList();

        assertThat(exits.getFirst()).isZero();
        assertThat(exits.subList(1, exits.size())).containsOnly(Exit.REFUSED.code());
        assertThat(status("release").get("key_version").textValue()).isEqualTo("2");
    }

    @Test
    void saysWhichOptionMeansNothing() {
        create("release");

        Ran version = rotate("--expect-version", "");
        Ran request = rotate("--request-id", "x".repeat(129));
        Ran alias = keys("create", "--provider", "local", "--key-id", "other", "--alias", " ");

        assertThat(List.of(version.exit(), request.exit(), alias.exit())).containsOnly(Exit.USAGE.code());
        assertThat(version.err() + request.err() + alias.err())
                .contains("--expect-version:", "--request-id:", "--alias:");
    }

    @Test
    void tellsTheRestWhereTheModuleIsHalfConfigured() {
        create("release");

        Ran all = Cli.run(
                Map.of("QUENYAN_HOME", home.toString(), "QUENYAN_HSM_LIBRARY", "/no/such.so"), "keys", "--json");

        assertThat(all.exit()).isEqualTo(Exit.UNREACHABLE.code());
        assertThat(all.json().at("/keys/0/key_id").textValue()).isEqualTo("release");
        assertThat(all.json().at("/unreachable/0/detail").textValue()).contains("QUENYAN_HSM_PIN");
    }

    @Test
    void namesAStoreWhoseKeyHasNoName() throws IOException {
        create("release");
        Path store = home.resolve("local-kms.json");
        Files.writeString(store, Files.readString(store).replaceFirst("\"release\" :", "\" \" :"));

        assertThat(keys("status").err()).contains("a key has no name");
    }
}
