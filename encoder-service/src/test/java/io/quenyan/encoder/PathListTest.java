package io.quenyan.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.project.Sha256;
import io.quenyan.project.grants.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathListTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatIsToBeDone() throws IOException {
        PathList list = read("""
                {"path":"b","action":"encode"}
                {"path":"a","action":"encode"}
                {"path":"c","action":"remove"}
                """);

        assertThat(list.encode()).containsExactly("a", "b");
        assertThat(list.all()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "/a", "a/../b", ".git/config", "\\ud800", ""})
    void refusesAPathThatNoFileOfAProjectHas(String path) {
        assertThatThrownBy(() -> read("{\"path\":\"%s\",\"action\":\"remove\"}".formatted(path)))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("PATHS_UNREADABLE");
    }

    private PathList read(String lines) throws IOException {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("paths.jsonl"), bytes);
        Requests.Change change = new Requests.Change();
        change.pathsUri = new Location(file).uri();
        change.pathsSha256 = Sha256.hex(bytes);
        return PathList.read(Requests.with(change));
    }
}
