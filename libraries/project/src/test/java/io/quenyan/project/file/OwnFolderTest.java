package io.quenyan.project.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.project.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFolderTest {

    private static final ProjectFile FILE = new ProjectFile("billing", ".s", null, null, null, null, null);

    @TempDir
    private Path root;

    private OwnFolder own = new OwnFolder(Path.of(""));

    @BeforeEach
    void open() {
        own = new OwnFolder(root);
    }

    @Test
    void givesBackTheProjectFile() throws IOException {
        own.write(own.projectFile(), FILE.toBytes());

        assertThat(own.readProject()).contains(FILE);
    }

    @Test
    void isEmptyWhereThereIsNone() throws IOException {
        assertThat(own.readProject()).isEmpty();
        assertThat(own.readSecretCheck()).isEmpty();
    }

    @Test
    void isFoundFromBelow() throws IOException {
        own.write(own.projectFile(), FILE.toBytes());
        Path below = Files.createDirectories(root.resolve("a/b"));

        assertThat(OwnFolder.above(below)).map(OwnFolder::root).contains(root);
    }

    @Test
    void followsNoLinkToAFile() throws IOException {
        Path elsewhere = Files.write(root.resolve("elsewhere.json"), FILE.toBytes());
        Files.createDirectory(root.resolve(".quenyan"));
        Files.createSymbolicLink(own.projectFile(), elsewhere);

        assertThat(own.readProject()).isEmpty();
    }

    @Test
    void followsNoLinkToAFolder() throws IOException {
        OwnFolder other = new OwnFolder(Files.createDirectory(root.resolve("other")));
        other.write(other.projectFile(), FILE.toBytes());
        Files.createSymbolicLink(root.resolve(".quenyan"), other.root().resolve(".quenyan"));

        assertThat(own.readProject()).isEmpty();
    }
}
