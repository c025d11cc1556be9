package io.quenyan.kms.file;

import static io.quenyan.kms.Answers.detail;
import static io.quenyan.kms.Answers.given;
import static io.quenyan.kms.Answers.refused;
import static io.quenyan.kms.Answers.rotated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quenyan.kms.Answer.Reason;
import io.quenyan.kms.AuditEntry;
import io.quenyan.kms.EncryptionContext;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeyVersion;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import io.quenyan.kms.NewDataKey;
import io.quenyan.kms.Rotation;
import io.quenyan.kms.RotationOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKmsTest {

    private static final KeyId KEY = new KeyId("release");
    private static final EncryptionContext BILLING = EncryptionContext.ofProject("billing");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /// As an original wrote it: metadata, no material.
    private static final String ORIGINAL = """
            {"release": {"provider": "aws", "key_id": "release", "key_version": "key-007",
              "rotation_due": "2026-02-01T00:00:00+00:00", "state": "active", "alias": "alias/release",
              "audit_trail": [{"action": "rotate", "timestamp": "2026-01-01T00:00:00+00:00", "actor": "quenyan-cli",
                "context": {"provider": "local", "key_version": "key-007"}}], "owner": "platform"}}
            """;

    @TempDir
    private Path folder;

    @Test
    void writesTheOriginalsShape() throws IOException {
        KeyRingKms kms = kms();
        given(kms.create(KEY, Optional.of(new KeyId("alias/release"))));
        rotated(kms.rotate(KEY, RotationOrder.unconditional()));

        JsonNode key = new ObjectMapper().readTree(store().toFile()).get("release");

        assertThat(key.get("provider").textValue()).isEqualTo("local");
        assertThat(key.get("key_version").textValue()).isEqualTo("2");
        assertThat(key.get("rotation_due").textValue()).isEqualTo("2026-03-31T12:00:00.000+00:00");
        assertThat(key.get("alias").textValue()).isEqualTo("alias/release");
        assertThat(key.has("material_arn")).isFalse();
        assertThat(key.get("audit_trail").get(1)).isEqualTo(new ObjectMapper().readTree("""
                {"action": "rotate", "timestamp": "2026-03-01T12:00:00.000+00:00", "actor": "quenyan-cli",
                 "context": {"provider": "local", "key_version": "2"}}
                """));
    }

    @Test
    void writesItsFilesForTheirOwnerAlone() throws IOException {
        KeyRingKms kms = kms();
        given(kms.create(KEY, Optional.empty()));
        rotated(kms.rotate(KEY, RotationOrder.unconditional()));

        for (String name : List.of("local-kms.json", "local-kms.json.bak", "local-kms.json.lock", "local-master.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keepsTheRingBeforeTheLastChange() throws IOException {
        KeyRingKms kms = kms();
        given(kms.create(KEY, Optional.empty()));
        byte[] before = Files.readAllBytes(store());

        rotated(kms.rotate(KEY, RotationOrder.unconditional()));

        assertThat(Files.readAllBytes(folder.resolve("local-kms.json.bak"))).isEqualTo(before);
    }

    @Test
    void findsAKeyByItsAlias() {
        KeyRingKms kms = kms();
        given(kms.create(KEY, Optional.of(new KeyId("alias/release"))));

        assertThat(given(kms.describe(new KeyId("alias/release"))).version()).isEqualTo(new KeyVersion("1"));
    }

    @Test
    void takesNoNameTwice() {
        KeyRingKms kms = kms();
        given(kms.create(KEY, Optional.empty()));

        assertThat(refused(kms.create(KEY, Optional.empty()))).isEqualTo(Reason.PROVIDER_REFUSED);
    }

    @Test
    void saysWhichStoreDoesNotKnowAKeyAndHowToMakeIt() {
        assertThat(detail(kms().describe(KEY)))
                .contains("key 'release' not found in local vault", store().toString(), "quenyan keys create");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t"})
    void takesNothingForAnEmptyStore(String content) throws IOException {
        Files.writeString(store(), content);

        assertThat(kms().keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{} x",
                "{\"release\": 1}",
                "{\"release\": {\"provider\": \"local\", \"key_version\": \"1\", \"state\": \"active\"}}",
                "{\"release\": {\"provider\": \"local\", \"key_version\": \"1\", \"state\": \"active\","
                        + " \"rotation_due\": \"soon\"}}",
                "{\"a\": {}, \"a\": {}}"
            })
    void namesAStoreThatCannotBeReadAndLeavesItAsItIs(String content) throws IOException {
        Files.writeString(store(), content);

        assertThatThrownBy(() -> kms().create(KEY, Optional.empty()))
                .isInstanceOfSatisfying(KeysUnavailableException.class, trouble -> {
                    assertThat(trouble.trouble()).isEqualTo(Trouble.STORE_INVALID);
                    assertThat(trouble).hasMessageContaining(store().toString());
                });
        assertThat(store()).hasContent(content);
    }

    @Test
    void beginsNoStoreWhereOneWasLost() throws IOException {
        KeyRingKms kms = kms();
        given(kms.create(KEY, Optional.empty()));
        rotated(kms.rotate(KEY, RotationOrder.unconditional()));
        Files.delete(store());

        assertThatThrownBy(() -> kms.create(KEY, Optional.empty()))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("local-kms.json.bak");
    }

    @Test
    void readsAStoreOfAnOriginal() throws IOException {
        Files.writeString(store(), ORIGINAL);

        KeyDescription key = given(kms().describe(KEY));

        assertThat(key.provider()).isEqualTo("local");
        assertThat(key.version()).isEqualTo(new KeyVersion("key-007"));
        assertThat(key.rotationDue()).contains(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(key.auditTrail()).extracting(AuditEntry::action).containsExactly("rotate");
    }

    @Test
    void wrapsNothingUnderAKeyThatIsOnlyMetadata() throws IOException {
        Files.writeString(store(), ORIGINAL);

        assertThat(refused(kms().generateDataKey(KEY, BILLING))).isEqualTo(Reason.KEY_UNUSABLE);
    }

    @Test
    void rotatesAKeyOfAnOriginalAndKeepsWhatIsNotOurs() throws IOException {
        Files.writeString(store(), ORIGINAL);

        assertThat(rotated(kms().rotate(KEY, RotationOrder.unconditional())).version())
                .isEqualTo(new KeyVersion("key-8"));

        assertThat(Files.readString(store())).contains("\"owner\" : \"platform\"");
        assertThat(given(kms().listRotations(KEY)))
                .extracting(Rotation::version)
                .containsExactly(new KeyVersion("key-8"));
        given(kms().generateDataKey(KEY, BILLING)).close();
    }

    @Test
    void refusesToRotateBeyondTheLastVersion() throws IOException {
        Files.writeString(store(), ORIGINAL.replace("key-007", "4294967295"));

        assertThat(refused(kms().rotate(KEY, RotationOrder.unconditional()))).isEqualTo(Reason.VERSION_EXHAUSTED);
    }

    @Test
    void rotatesOncePerRequest() {
        KeyRingKms kms = kms();
        given(kms.create(KEY, Optional.empty()));
        RotationOrder order = RotationOrder.unconditional().forRequest("r-1");

        KeyVersion once = rotated(kms.rotate(KEY, order)).version();
        rotated(kms.rotate(KEY, RotationOrder.unconditional()));

        assertThat(rotated(kms.rotate(KEY, order)).version()).isEqualTo(once);
        assertThat(given(kms.describe(KEY)).version()).isEqualTo(new KeyVersion("3"));
    }

    @Test
    void makesOneVersionForEachOfFiftyAtOnce() throws InterruptedException {
        given(kms().create(KEY, Optional.empty()));
        List<Callable<KeyVersion>> orders = IntStream.range(0, 50)
                .<Callable<KeyVersion>>mapToObj(number -> () -> rotated(
                                kms().rotate(KEY, RotationOrder.unconditional().forRequest("r-" + number)))
                        .version())
                .toList();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(orders))
                    .extracting(it -> it.resultNow().text())
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, 51)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    @Test
    void opensNothingWithAnotherMasterKey() throws IOException {
        given(kms().create(KEY, Optional.empty()));
        Files.delete(folder.resolve("local-master.key"));
        new MasterKey(folder.resolve("local-master.key")).prepareFirst();

        assertThatThrownBy(() -> kms().generateDataKey(KEY, BILLING))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("local-master.key");
    }

    @Test
    void makesNoMasterKeyWhereOneWasLost() throws IOException {
        given(kms().create(KEY, Optional.empty()));
        Files.delete(folder.resolve("local-master.key"));

        assertThatThrownBy(() -> kms().rotate(KEY, RotationOrder.unconditional()))
                .isInstanceOf(KeysUnavailableException.class);
        assertThat(folder.resolve("local-master.key")).doesNotExist();
        assertThat(given(kms().describe(KEY)).version()).isEqualTo(new KeyVersion("1"));
    }

    @Test
    void usesNoMasterKeyThatOthersCanRead() throws IOException {
        given(kms().create(KEY, Optional.empty()));
        Files.setPosixFilePermissions(folder.resolve("local-master.key"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> kms().generateDataKey(KEY, BILLING)).hasMessageContaining("chmod 600");
    }

    @Test
    void keepsVersionsFromBeingMovedToAnotherKey() throws IOException {
        given(kms().create(KEY, Optional.empty()));
        Files.writeString(store(), Files.readString(store()).replace("\"release\"", "\"payroll\""));

        assertThatThrownBy(() -> kms().generateDataKey(new KeyId("payroll"), BILLING))
                .isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void writesNoDataKeyAnywhere() throws IOException {
        given(kms().create(KEY, Optional.empty()));
        try (NewDataKey made = given(kms().generateDataKey(KEY, BILLING))) {
            String secret = new String(made.plain().exposeBase64Url(), StandardCharsets.US_ASCII);

            assertThat(Files.readString(store())).doesNotContain(secret);
        }
    }

    @Test
    void isWhereTheEnvironmentSays() {
        assertThat(StoreFolder.of(Map.of("QYN1_KMS_DIR", "/k", "QUENYAN_HOME", "/q", "HOME", "/h")))
                .isEqualTo(Path.of("/k"));
        assertThat(StoreFolder.of(Map.of("QUENYAN_HOME", "/q", "HOME", "/h"))).isEqualTo(Path.of("/q"));
        assertThat(StoreFolder.of(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.quenyan"));
    }

    private Path store() {
        return folder.resolve("local-kms.json");
    }

    private KeyRingKms kms() {
        return LocalKms.in(folder, RingSettings.of("quenyan-cli").at(Clock.fixed(NOW, ZoneOffset.UTC)));
    }
}
