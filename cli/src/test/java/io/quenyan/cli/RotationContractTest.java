package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.cli.Cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key is rotated and its packages are encoded again, by the command line alone, whoever has the key.
abstract class RotationContractTest {

    private static final String KEY = "alias/quenyan";

    @TempDir
    Path folder;

    private TestProject project;
    private Map<String, String> env;

    abstract String provider();

    /// What nobody may see in anything that the command line leaves behind.
    abstract List<String> secrets();

    /// The environment in which a new key `alias/quenyan` is reached.
    abstract Map<String, String> withKey(Path home, String key);

    @BeforeEach
    void keyAndProject() throws IOException {
        env = withKey(folder.resolve("home"), KEY);
        project = TestProject.in(folder);
        for (int i = 0; i < 20; i++) {
            project.write("src/f%d.txt".formatted(i), "file %d".formatted(i));
        }
        project.write("a.json", Samples.DESCRIPTOR);
    }

    @Test
    void everyPackageComesUnderTheNewVersion() throws IOException {
        JsonNode first = ok(rebuild());
        String before = first.at("/key_management/key_version").textValue();
        String content = first.get("content_sha256").textValue();
        assertThat(versions()).containsExactly(before);

        Ran rotated = Cli.run(env, "keys", "--provider", provider(), "--key-id", KEY, "--rotate", "--json");
        String after = rotated.json().get("key_version").textValue();
        isNeeded(before, rotated.json());

        assertThat(ok(verify()).get("ok").intValue())
                .as("before it is encoded again")
                .isEqualTo(22);
        JsonNode again = ok(rebuild());
        assertThat(again.at("/reasons/key-rotated").intValue()).isEqualTo(21);
        assertThat(versions()).containsExactly(after).doesNotContain(before);
        assertThat(ok(verify()).get("ok").intValue()).isEqualTo(22);
        assertThat(again.get("content_sha256").textValue()).isEqualTo(content);
        assertThat(ok(rebuild()).get("rebuilt").intValue()).isZero();
        assertThat(decoded("a.qyn1").at("/metadata/key_management/key_version").textValue())
                .isEqualTo(after);
        assertThat(retire(KEY, before).exit()).isZero();
        restores();
        leavesNoSecretBehind();
    }

    /// Whatever name of the key it is asked by.
    private void isNeeded(String version, JsonNode rotated) {
        List<String> names = new ArrayList<>(List.of(KEY));
        if (rotated.hasNonNull("material_arn")) {
            names.add(rotated.get("material_arn").textValue());
        }
        for (String name : names) {
            Ran needed = retire(name, version);
            assertThat(needed.exit()).as(name + needed.err()).isEqualTo(Exit.REFUSED.code());
            assertThat(needed.json().get("packages").intValue()).as(name).isEqualTo(22);
        }
    }

    private Ran retire(String name, String version) {
        return Cli.run(
                env,
                "keys",
                "retire",
                "--version",
                version,
                "--provider",
                provider(),
                "--key-id",
                name,
                "--json",
                "--index",
                index(),
                "--state-file",
                project.state());
    }

    private void leavesNoSecretBehind() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(secrets());
            }
        }
    }

    private void restores() throws IOException {
        Path restored = folder.resolve("restored");
        ok(Cli.run(env, with("restore", "--index", index(), "--output-dir", restored, "--json")));
        assertThat(Files.readString(restored.resolve("src/f7.txt"))).isEqualTo("file 7");
    }

    private Ran rebuild() {
        List<Object> args = project.rebuilding(2);
        args.addAll(List.of("--project-id", "billing"));
        return Cli.run(env, with(args.toArray()));
    }

    private Ran verify() {
        return Cli.run(env, with("verify", "--index", index(), "--json"));
    }

    private JsonNode decoded(String name) {
        Ran ran = Cli.run(env, with("decode", "--input", project.output().resolve(name), "--project-id", "billing"));
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.json();
    }

    private Object[] with(Object... args) {
        List<Object> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--key-provider", provider(), "--key-id", KEY));
        return all.toArray();
    }

    private Path index() {
        return project.output().resolve("index.json");
    }

    private Set<String> versions() throws IOException {
        Set<String> versions = new HashSet<>();
        Cli.parse(Files.readString(index()))
                .at("/index/entries")
                .forEach(entry -> versions.add(entry.get("key_version").textValue()));
        return versions;
    }

    private static JsonNode ok(Ran ran) {
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.json();
    }
}
