package io.quenyan.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateFileTest {

    @TempDir
    private Path folder;

    @Test
    void createsAFileForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("new");

        PrivateFile.create(file);

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @CsvSource({"rw-r--r--, rw-------", "r--r-----, rw-------", "r--------, r--------"})
    void takesAFileThatIsThereFromOthers(String before, String after) throws IOException {
        Path file = Files.writeString(folder.resolve("encoder.properties"), "a=b\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(before));

        PrivateFile.create(file);

        assertThat(permissions(file)).isEqualTo(after);
        assertThat(file).hasContent("a=b");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
