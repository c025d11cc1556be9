package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.cli.Cli.Ran;
import io.quenyan.kms.Answer;
import io.quenyan.kms.DataKey;
import io.quenyan.kms.EncryptionContext;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeyVersion;
import io.quenyan.kms.WrappedKey;
import io.quenyan.kms.file.LocalKms;
import io.quenyan.kms.file.RingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packages under a key of the local ring.
class KeyedPackagesTest {

    private static final List<Object> KEY = List.of("--key-provider", "local", "--key-id", "release");

    @TempDir
    private Path folder;

    private Path root;
    private Path output;
    private Map<String, String> env;

    @BeforeEach
    void keyAndProject() throws IOException {
        root = Files.createDirectories(folder.resolve("billing"));
        output = folder.resolve("artifacts");
        env = Map.of("QUENYAN_HOME", folder.resolve("home").toString());
        Files.writeString(root.resolve("a.json"), Samples.DESCRIPTOR);
        Files.writeString(root.resolve("b.txt"), "b");
        assertThat(keys("create", "release").exit()).isZero();
        assertThat(keys("create", "other").exit()).isZero();
    }

    private Ran keys(String command, String key) {
        return Cli.run(env, "keys", command, "--provider", "local", "--key-id", key);
    }

    private Ran run(List<Object> more, Object... args) {
        return run(env, more, args);
    }

    private static Ran run(Map<String, String> environment, List<Object> more, Object... args) {
        List<Object> all = new ArrayList<>(List.of(args));
        all.addAll(more);
        return Cli.run(environment, all.toArray());
    }

    private Ran batch(List<Object> more) {
        return batch(env, more);
    }

    private Ran batch(Map<String, String> environment, List<Object> more) {
        return run(
                environment,
                more,
                "batch-encode",
                "--sources",
                "--json",
                "--project-root",
                root,
                "--output-dir",
                output);
    }

    private Ran verify(List<Object> more) {
        return run(more, "verify", "--json", "--index", output.resolve("index.json"));
    }

    private Ran decode(List<Object> more) {
        return run(more, "decode", "--input", output.resolve("a.qyn1"));
    }

    private JsonNode block(String name) {
        return Cli.run(env, "inspect", "--input", output.resolve(name), "--json")
                .json()
                .at("/metadata/key_management");
    }

    @Test
    void openWithTheirKeyAndNoPassphrase() {
        Ran made = batch(KEY);

        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.json().at("/key_management/rotation_rekeys").booleanValue())
                .isTrue();
        assertThat(verify(KEY).json().get("authenticated").booleanValue()).isTrue();
        assertThat(decode(with(KEY, "--project-id", "billing"))
                        .json()
                        .at("/metadata/key_management/key_id")
                        .textValue())
                .isEqualTo("release");
    }

    @Test
    void sayWhoseTheyAreWithoutASecret() {
        batch(KEY);

        JsonNode block = block("b.txt.src.qyn1");

        assertThat(block.get("provider").textValue()).isEqualTo("local");
        assertThat(block.get("key_version").textValue()).isEqualTo("1");
        assertThat(block.get("state").textValue()).isEqualTo("enabled");
        assertThat(block.get("rotation_due").textValue()).isNotBlank();
        assertThat(block.get("wrapped_key").textValue()).isNotBlank();
        assertThat(block("a.qyn1")).isEqualTo(block);
    }

    @Test
    void areOfOneDataKeyForAllRunsOfAVersion() {
        batch(KEY);
        String first = block("a.qyn1").get("wrapped_key").textValue();

        batch(KEY);

        assertThat(block("a.qyn1").get("wrapped_key").textValue()).isEqualTo(first);
    }

    @Test
    void doNotOpenWithAKeyThatNobodyNamed() {
        batch(KEY);

        List<Object> other = List.of("--key-provider", "local", "--key-id", "other", "--project-id", "billing");

        assertThat(decode(other)).satisfies(KeyedPackagesTest::isNotAllowed);
        assertThat(verify(other)).satisfies(KeyedPackagesTest::isNotAllowed);
        assertThat(run(
                        Cli.WITH_PASSPHRASE,
                        List.of(),
                        "decode",
                        "--input",
                        output.resolve("a.qyn1"),
                        "--project-id",
                        "x"))
                .satisfies(KeyedPackagesTest::isNotAllowed);
    }

    private static void isNotAllowed(Ran ran) {
        assertThat(ran.exit()).isEqualTo(Exit.CRYPTOGRAPHIC.code());
        assertThat(ran.err()).contains("KEY_NOT_ALLOWED");
    }

    @Test
    void doNotOpenInTheNameOfAnotherProject() {
        batch(KEY);

        Ran decoded = decode(with(KEY, "--project-id", "payroll"));

        assertThat(decoded.exit()).isEqualTo(Exit.CRYPTOGRAPHIC.code());
        assertThat(decoded.err()).contains("AUTH_FAILED");
    }

    @Test
    void areNotMadeUnderADisabledKey() {
        LocalKms.at(folder.resolve("home/local-kms.json"), RingSettings.of("test"))
                .disable(new KeyId("release"));

        Ran made = batch(KEY);

        assertThat(made.exit()).isEqualTo(Exit.REFUSED.code());
        assertThat(made.err()).contains("KEY_DISABLED");
        assertThat(output).doesNotExist();
    }

    @Test
    void areNotMadeWhereTheStoreCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("home/local-kms.json"), "{", StandardCharsets.UTF_8);

        Ran made = batch(KEY);

        assertThat(made.exit()).isEqualTo(Exit.INTEGRITY.code());
        assertThat(output).doesNotExist();
    }

    @Test
    void onlyTellOfAKeyBesideAPassphrase() {
        Map<String, String> both = new HashMap<>(env);
        both.put("P", Cli.PASSPHRASE);

        Ran made = batch(both, with(KEY, "--passphrase-env", "P"));

        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.err()).contains("does not re-key");
        assertThat(made.json().at("/key_management/rotation_rekeys").booleanValue())
                .isFalse();
        assertThat(block("a.qyn1").has("wrapped_key")).isFalse();
        assertThat(run(both, List.of("--passphrase-env", "P"), "decode", "--input", output.resolve("a.qyn1"))
                        .exit())
                .isZero();
    }

    @Test
    void areUnderTheKeyAlthoughAPassphraseLiesAbout() {
        Map<String, String> both = new HashMap<>(env);
        both.putAll(Cli.WITH_PASSPHRASE);

        Ran made = batch(both, KEY);

        assertThat(made.err()).contains("QYN1_PASSPHRASE is not used");
        assertThat(block("a.qyn1").has("wrapped_key")).isTrue();
    }

    @Test
    void areUnderTheKeyThatTheProjectNames() {
        assertThat(run(KEY, "project", "init", "--project-root", root, "--output-dir", output)
                        .exit())
                .isZero();
        batch(List.of());

        assertThat(block("a.qyn1").get("key_id").textValue()).isEqualTo("release");
        assertThat(run(List.of(), "incremental-rebuild", "--sources", "--json", "--project-root", root)
                        .exit())
                .isZero();
        assertThat(run(List.of(), "state", "verify", "--project-root", root).exit())
                .isZero();
    }

    @Test
    void moveToAnotherKeyThroughTheState() {
        Object[] rebuild = {"incremental-rebuild", "--json", "--project-root", root, "--output-dir", output};
        assertThat(run(KEY, rebuild).exit()).isZero();

        Ran moved = run(List.of("--key-provider", "local", "--key-id", "other"), rebuild);

        assertThat(moved.exit()).as(moved.err()).isZero();
        assertThat(moved.json().at("/reasons/key-rotated").intValue()).isEqualTo(1);
        assertThat(block("a.qyn1").get("key_id").textValue()).isEqualTo("other");
    }

    @Test
    void moveFromAPassphraseToAKeyThroughTheState() {
        Object[] rebuild = {"incremental-rebuild", "--json", "--project-root", root, "--output-dir", output};
        Map<String, String> before = new HashMap<>(env);
        before.putAll(Cli.WITH_PASSPHRASE);
        assertThat(run(before, List.of("--encryption", 1), rebuild).exit()).isZero();

        Ran moved = run(with(KEY, "--encryption", 1), rebuild);

        assertThat(moved.exit()).as(moved.err()).isZero();
        assertThat(moved.json().at("/reasons/secret-changed").intValue()).isEqualTo(1);
        assertThat(verify(KEY).exit()).isZero();
    }

    @Test
    void standAloneToo() {
        Path one = folder.resolve("one.qyn1");

        assertThat(run(
                                with(KEY, "--project-id", "billing"),
                                "encode",
                                "--input",
                                root.resolve("a.json"),
                                "--output",
                                one)
                        .exit())
                .isZero();
        assertThat(run(with(KEY, "--project-id", "billing"), "decode", "--input", one)
                        .json()
                        .at("/metadata/name")
                        .textValue())
                .isEqualTo("billing");
    }

    private static List<Object> with(List<Object> some, Object... more) {
        List<Object> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void areCountedByTheVersionThatTheyNeed() {
        run(KEY, "project", "init", "--project-root", root, "--output-dir", output);
        batch(List.of());
        Ran rotated = Cli.run(env, "keys", "--provider", "local", "--key-id", "release", "--rotate", "--json");
        List<Object> place =
                List.of("--provider", "local", "--key-id", "release", "--index", output.resolve("index.json"));

        JsonNode usage = run(place, "keys", "usage", "--json").json();

        assertThat(rotated.json().get("packages_on_older_versions").isNull()).isTrue();
        assertThat(usage.get("packages_on_older_versions").intValue()).isEqualTo(3);
        assertThat(usage.at("/versions/0/key_version").textValue()).isEqualTo("1");
        assertThat(usage.get("key_version").textValue()).isEqualTo("2");
    }

    @Test
    void keepTheirVersionFromBeingRetired() {
        batch(KEY);
        Cli.run(env, "keys", "--provider", "local", "--key-id", "release", "--rotate");
        Object[] retire = {
            "keys",
            "retire",
            "--version",
            "1",
            "--json",
            "--provider",
            "local",
            "--key-id",
            "release",
            "--index",
            output.resolve("index.json")
        };

        Ran needed = Cli.run(env, retire);
        batch(KEY);
        Ran retired = Cli.run(env, retire);

        assertThat(needed.exit()).isEqualTo(Exit.REFUSED.code());
        assertThat(needed.json().get("first")).hasSize(3);
        assertThat(needed.err()).contains("needs it: billing: a.qyn1");
        assertThat(retired.exit()).as(retired.err()).isZero();
        assertThat(retired.json().get("status").textValue()).isEqualTo("retired");
    }

    @Test
    void areAskedForUnderOneSecretOnly() {
        Ran both = run(
                KEY,
                "project",
                "batch-encode",
                "--remote",
                "--dry-run",
                "--project-id",
                "billing",
                "--source-uri",
                "git+file:///srv/billing",
                "--revision",
                "main",
                "--output-uri",
                "file:///srv/packages",
                "--passphrase-ref",
                "billing");

        assertThat(both.exit()).isEqualTo(Exit.USAGE.code());
        assertThat(both.err()).contains("one secret protects");
    }

    @Test
    void keepTheCurrentVersion() {
        assertThat(Cli.run(env, "keys", "retire", "--version", "1", "--provider", "local", "--key-id", "release")
                        .err())
                .contains("VERSION_CURRENT");
    }

    @Test
    void makeTheDoctorLookAtTheirKey() {
        run(KEY, "project", "init", "--project-root", root, "--output-dir", output);
        batch(List.of());

        Ran well = run(List.of(), "doctor", "--for", "restore", "--project-root", root);
        Ran rotation = run(
                List.of("--key-provider", "aws", "--key-id", "alias/nowhere"),
                "doctor",
                "--for",
                "rotate",
                "--project-root",
                root);

        assertThat(well.out()).contains("version 1 wraps data keys", "authentic");
        assertThat(rotation.out()).contains("kms:RotateKeyOnDemand", "kms:GenerateDataKey");
    }

    @Test
    void leaveNoDataKeyBehind() throws IOException {
        Ran made = batch(KEY);
        Ran decoded = decode(with(KEY, "--project-id", "billing"));
        WrappedKey wrapped = new WrappedKey(
                "local",
                new KeyId("release"),
                new KeyVersion("1"),
                Base64.getDecoder().decode(block("a.qyn1").get("wrapped_key").textValue()));
        List<String> forms = new ArrayList<>();
        if (LocalKms.at(folder.resolve("home/local-kms.json"), RingSettings.of("test"))
                        .unwrap(new KeyId("release"), wrapped, EncryptionContext.ofProject("billing"))
                instanceof Answer.Given<DataKey>(DataKey key)) {
            forms.add(new String(key.exposeBase64Url(), StandardCharsets.ISO_8859_1));
            forms.add(new String(key.exposeBytes(), StandardCharsets.ISO_8859_1));
            forms.add(HexFormat.of().formatHex(key.exposeBytes()));
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(key.exposeBytes()));
            key.close();
        }

        assertThat(forms).hasSize(4);
        assertThat(made.out() + made.err() + decoded.out() + decoded.err()).doesNotContain(forms);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(forms);
            }
        }
    }
}
