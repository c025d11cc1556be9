package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.KeyRotated;
import io.quenyan.event.PackageEncoded;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.local.git.Repository;
import io.quenyan.local.kafka.Requester;
import io.quenyan.project.IndexFile;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.Progress;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.Sample;
import io.quenyan.project.Sha256;
import io.quenyan.project.Verification;
import io.quenyan.project.VerificationReport;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.kms.DataKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Batches under keys of key services. Part of [EncodeKafkaTest], whose encoder it asks.
abstract class KeyTests {

    private final Workshop workshop = EncodeKafkaTest.workshop();
    private final Repository billing = EncodeKafkaTest.billing();

    private static Consumer<BatchEncodeRequested.Builder> under(String provider, String key) {
        return asked -> asked.clearPassphraseRef().setKeyProvider(provider).setKeyId(key);
    }

    private static Consumer<BatchEncodeRequested.Builder> underOurs() {
        return under("local", WorkshopKeys.KEY);
    }

    @Test
    void encodesUnderAKeyInPlaceOfAPassphrase() {
        Output output = workshop.output("keyed");
        String request = workshop.ask(billing, output, underOurs());
        ProjectBatchEncoded answer = workshop.encoded(request);

        assertThat(answer.getKeyProvider()).isEqualTo("local");
        assertThat(answer.getKeyVersion()).isEqualTo(block(output).keyVersion());
        assertThat(verified(output)).isEqualTo(40);
        assertThat(workshop.journal.effects(request).stream()
                        .filter(seen -> seen.isA(PackageEncoded.class))
                        .map(seen -> ((PackageEncoded) seen.event().orElseThrow()).getKeyVersion()))
                .hasSize(40)
                .containsOnly(answer.getKeyVersion());
    }

    @Test
    void goesOnWithTheDataKeyOfTheProject() {
        Output first = workshop.output("one-data-key");
        Output second = workshop.output("one-data-key-elsewhere");
        workshop.encoded(workshop.ask(billing, first, underOurs()));
        workshop.encoded(workshop.ask(billing, second, underOurs()));

        assertThat(block(second).wrappedKey()).isEqualTo(block(first).wrappedKey());
    }

    @Test
    void encodesAPartUnderTheNewVersionAndKeepsTheRestUnderTheOld() throws IOException {
        Output output = workshop.output("mixed-versions");
        ProjectBatchEncoded whole = workshop.encoded(workshop.ask(billing, output, underOurs()));
        workshop.keys.rotate(WorkshopKeys.KEY);
        byte[] line = "{\"path\":\"src/01/File00001.txt\",\"action\":\"encode\"}".getBytes(StandardCharsets.UTF_8);
        Path list = Files.write(output.folder().resolveSibling("mixed-versions.jsonl"), line);
        ProjectBatchEncoded part = workshop.encoded(workshop.ask(
                billing,
                output,
                underOurs()
                        .andThen(asked -> asked.setPathsUri(Workshop.uri(list))
                                .setPathsSha256(Sha256.hex(line))
                                .setBaseIndexSha256(whole.getIndexSha256()))));

        assertThat(part.getKeyVersion()).isNotEqualTo(whole.getKeyVersion());
        assertThat(verified(output)).isEqualTo(40);
        assertThat(index(output).entries())
                .filteredOn(entry -> part.getKeyVersion().equals(entry.keyVersion()))
                .extracting("path")
                .containsExactly("src/01/File00001.txt");
    }

    @Test
    void encodesUnderAKeyOfAws() {
        Assumptions.assumeTrue(workshop.keys.hasAws(), "moto");
        Output output = workshop.output("aws");
        ProjectBatchEncoded answer = workshop.encoded(workshop.ask(billing, output, under("aws", WorkshopKeys.AWS)));

        assertThat(answer.getKeyProvider()).isEqualTo("aws");
        assertThat(verified(output)).isEqualTo(40);
    }

    @Test
    void refusesAKeyThatCannotBeUsed() {
        Map<String, String> reasons = new HashMap<>();
        Map.of("disabled", WorkshopKeys.DISABLED, "missing", "missing", "foreign", "other")
                .forEach((what, key) -> reasons.put(
                        what,
                        workshop.refused(workshop.ask(billing, workshop.output("no-" + what), under("local", key)))
                                .getReason()));

        assertThat(reasons)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("disabled", "KEY_DISABLED", "missing", "KEY_UNKNOWN", "foreign", "KEY_NOT_GRANTED"));
        assertThat(workshop.output("no-disabled").folder()).doesNotExist();
    }

    @Test
    void encodesNothingWhileNobodyAnswersAndRefusesWhenTheTimeIsUp() {
        Output output = workshop.output("no-answer");
        String request = workshop.ask(
                billing,
                output,
                under("hsm", "alias/nowhere")
                        .andThen(asked -> asked.setNotAfter(Instant.now().plusSeconds(3))));

        assertThat(workshop.refused(request).getReason()).isEqualTo("EXPIRED");
        assertThat(output.folder()).doesNotExist();
    }

    @Test
    void encodesNothingUnderACompromisedVersion() throws SQLException {
        Output output = workshop.output("compromised");
        Consumer<BatchEncodeRequested.Builder> asking = under("local", WorkshopKeys.COMPROMISED);
        String version = workshop.encoded(workshop.ask(billing, output, asking)).getKeyVersion();
        workshop.requester.ask(rotated(WorkshopKeys.COMPROMISED, version));

        await().atMost(Workshop.ANSWER).until(() -> compromised() > 0);

        assertThat(workshop.refused(workshop.ask(billing, output, asking)).getReason())
                .isEqualTo("KEY_COMPROMISED");
        workshop.keys.rotate(WorkshopKeys.COMPROMISED);
        assertThat(workshop.encoded(workshop.ask(billing, output, asking)).getKeyVersion())
                .isNotEqualTo(version);
    }

    private long compromised() throws SQLException {
        try (Connection connection = workshop.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from compromised_version")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static KeyRotated rotated(String key, String previous) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("key_provider", "local");
        fields.put("key_id", key);
        fields.put("key_version", "99");
        fields.put("previous_version", previous);
        fields.put("rotated_at", Instant.now().truncatedTo(ChronoUnit.MILLIS));
        fields.put("state", "enabled");
        fields.put("compromised", true);
        fields.put("reencode", "auto");
        fields.put("rekeys_packages", false);
        fields.put("fixes", List.of());
        fields.put("does_not_fix", List.of());
        fields.put("audit_trail", List.of());
        return Requester.fill(new KeyRotated(), "key-rotation", fields);
    }

    private static ProjectIndex index(Output output) {
        return IndexFile.parse(PackageFolder.open(output.folder()).index().orElseThrow())
                .claimed();
    }

    private KeyManagement block(Output output) {
        KeyManagement block =
                KeyManagement.ofBlock(index(output).keyManagement()).orElseThrow();
        workshop.keys.remember(block, workshop.project);
        return block;
    }

    /// How many packages are right, all of them and the index being authentic.
    private long verified(Output output) {
        block(output);
        PackageFolder packages = PackageFolder.open(output.folder());
        try (DataKeys keys = workshop.keys.opening(workshop.project)) {
            VerificationReport report = new Verification(packages, keys, Progress.NONE)
                    .verify(IndexFile.parse(packages.index().orElseThrow()), Sample.ALL, null);
            assertThat(report.bad()).isEmpty();
            return report.ok();
        }
    }
}
