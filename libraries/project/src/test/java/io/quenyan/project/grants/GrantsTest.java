package io.quenyan.project.grants;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Places that lie in their grants by name and lead out of them by a link.
class GrantsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        for (String name : List.of("repos/billing", "packages/billing", "elsewhere")) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    @Test
    void takesWhatStaysInside() {
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void refusesAnOutputThatBecameALink() throws IOException {
        Files.delete(folder.resolve("packages/billing"));
        Files.createSymbolicLink(folder.resolve("packages/billing"), folder.resolve("elsewhere"));

        assertRefused("OUTPUT_NOT_GRANTED");
    }

    @Test
    void refusesAListOfPathsThatIsALink() throws IOException {
        Path list = Files.writeString(folder.resolve("elsewhere/paths.jsonl"), "");
        Files.createSymbolicLink(folder.resolve("packages/paths.jsonl"), list);

        assertRefused("SOURCE_NOT_GRANTED");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(this::check).isInstanceOf(NotGrantedException.class).hasMessageStartingWith(reason);
    }

    private void check() {
        new Grants(Map.of(
                        "billing",
                        new Grants.ProjectGrants(
                                List.of(uri("repos")), List.of(uri("packages")), Set.of("billing"), Set.of("*"))))
                .checkReally(new Grants.Asked(
                        "billing",
                        "ci",
                        "git+" + uri("repos/billing"),
                        uri("packages/billing"),
                        uri("packages/paths.jsonl"),
                        "billing"));
    }

    private String uri(String name) {
        return new Location(folder.resolve(name)).uri();
    }
}
