package io.quenyan.encoder;

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

    private final Requests.Change change = new Requests.Change();

    @BeforeEach
    void makeFolders() throws IOException {
        for (String name : List.of("repos/billing", "packages/billing", "elsewhere")) {
            Files.createDirectories(folder.resolve(name));
        }
        change.sourceUri = "git+" + uri("repos/billing");
        change.outputUri = uri("packages/billing");
        change.pathsUri = uri("packages/paths.jsonl");
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
        assertThatThrownBy(this::check).isInstanceOf(RefusedException.class).hasMessageStartingWith(reason);
    }

    private void check() {
        new Grants(Map.of(
                        "billing",
                        new Grants.ProjectGrants(
                                List.of(uri("repos")), List.of(uri("packages")), Set.of("billing"), Set.of("*"))))
                .checkReally(Requests.with(change));
    }

    private String uri(String name) {
        return new Location(folder.resolve(name)).uri();
    }
}
