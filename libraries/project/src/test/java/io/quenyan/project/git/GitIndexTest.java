package io.quenyan.project.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.project.ProjectTree;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.UnreadableSourceException;
import io.quenyan.project.file.OwnFiles;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitIndexTest {

    @TempDir
    Path folder;

    @Test
    void readsAnIndexWhosePathsAreCompressed() throws IOException, GitAPIException {
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            StoredConfig config = git.getRepository().getConfig();
            config.setInt("index", null, "version", 4);
            config.save();
            for (String name : new String[] {"a-long-name.txt", "a-long-name.txt.old", "b.txt"}) {
                Files.writeString(folder.resolve(name), name);
            }
            git.add().addFilepattern(".").call();
        }
        try (ProjectTree tree = ProjectFolder.open(folder, new OwnFiles(Set.of()))) {
            assertThat(Files.readAllBytes(folder.resolve(".git/index"))[7]).isEqualTo((byte) 4);
            assertThat(tree.tracked()).containsExactlyInAnyOrder("a-long-name.txt", "a-long-name.txt.old", "b.txt");
            assertThat(tree.list().entries()).extracting(TreeEntry::path).hasSize(3);
        }
    }

    @Test
    void refusesAnIndexThatWouldGrowWhenItIsRead() throws IOException {
        Path index = Files.write(folder.resolve("index"), growing(2_000, 200));

        // 800 kB that would become 400 MB.
        assertThatThrownBy(() -> GitIndex.check(index, 1_000_000))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("bytes of paths");
    }

    @Test
    void refusesMoreFilesThanACommitMayHave() throws IOException {
        Path index = Files.write(folder.resolve("index"), growing(11, 1));

        assertThatThrownBy(() -> GitIndex.check(index, 10)).isInstanceOf(UnreadableSourceException.class);
        assertThatCode(() -> GitIndex.check(index, 11)).doesNotThrowAnyException();
    }

    @Test
    void leavesToItsReaderWhatIsNoIndex() throws IOException {
        Path index = Files.writeString(folder.resolve("index"), "DIRC\0\0\0\4\0");

        assertThatCode(() -> GitIndex.check(index, 10)).doesNotThrowAnyException();
        assertThatCode(() -> GitIndex.check(folder.resolve("none"), 10)).doesNotThrowAnyException();
    }

    /// Each path is the one before with `added` characters more.
    private static byte[] growing(int count, int added) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream index = new DataOutputStream(bytes)) {
            index.write("DIRC".getBytes(StandardCharsets.US_ASCII));
            index.writeInt(4);
            index.writeInt(count);
            for (int i = 0; i < count; i++) {
                index.write(new byte[60]);
                index.writeShort(0xfff);
                index.writeByte(0);
                index.write("a".repeat(added).getBytes(StandardCharsets.US_ASCII));
                index.writeByte(0);
            }
        }
        return bytes.toByteArray();
    }
}
