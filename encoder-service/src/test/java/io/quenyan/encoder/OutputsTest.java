package io.quenyan.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.project.grants.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {

    @TempDir
    Path folder;

    @Test
    void looksAtAnOutputWithoutMakingIt() {
        assertThat(current("output").generation()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFolderOfSomebodyElse() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("photos")).resolve("holiday.jpg"), "not ours");

        assertThatThrownBy(() -> current("photos"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("OUTPUT_FOREIGN");
    }

    private Outputs.Current current(String name) {
        Requests.Change change = new Requests.Change();
        change.outputUri = new Location(folder.resolve(name)).uri();
        return Outputs.current(Requests.with(change), (_, _) -> {
            throw new IllegalStateException("Nothing there needs a key");
        });
    }
}
