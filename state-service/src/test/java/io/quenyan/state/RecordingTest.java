package io.quenyan.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.format.Argon2Cost;
import io.quenyan.format.Argon2id;
import io.quenyan.format.Salt;
import io.quenyan.project.ContentDigest;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.SealedWith;
import io.quenyan.project.StateCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    private static final String DESCRIPTOR = """
            {"metadata": {"name": "a"}, "sections": {
              "stream_header": {"encoder_version": "1", "source_language": "python", "symbol_count": 3},
              "compression": {"backend": "rans", "symbol_count": 3, "model": {"a": 1}},
              "tokens": "AAAA", "string_table": "AA=="}}
            """;

    @TempDir
    static Path repository;

    private static String commit;

    @BeforeAll
    static void commit() throws IOException, GitAPIException {
        Files.writeString(repository.resolve("descriptor.json"), DESCRIPTOR);
        Files.writeString(repository.resolve("other.json"), "{}");
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            git.add().addFilepattern(".").call();
            commit = git.commit()
                    .setMessage("begin")
                    .setAuthor("test", "test@example.com")
                    .setCommitter("test", "test@example.com")
                    .setSign(false)
                    .call()
                    .name();
        }
    }

    @Test
    void takesNoDescriptorWithoutAPackageForAFileThatIsNone() {
        assertThat(files(Set.of("descriptor.json", "other.json"), Set.of()))
                .extracting(RecordedFile::path)
                .containsExactly("other.json");
    }

    @Test
    void remembersThatAFileWasOnlyWatched() {
        assertThat(files(Set.of(), Set.of("descriptor.json")))
                .extracting(file -> file.sealed().format())
                .containsExactly(SealedWith.WATCHED);
    }

    private static List<RecordedFile> files(Set<String> read, Set<String> watched) {
        ProjectIndex index = new ProjectIndex(
                "billing",
                commit,
                "tree",
                false,
                1,
                null,
                new Argon2id(Salt.of(new byte[16]), Argon2Cost.SMALLEST),
                null,
                ContentDigest.of(List.of()),
                List.of(),
                List.of());
        try (Contents contents = new Contents("git+" + repository.toUri())) {
            return new Recording(
                            Inventory.none(StateCondition.MISSING),
                            new CurrentIndex(index, "0".repeat(64), Map.of()),
                            Instant.EPOCH,
                            contents,
                            Map.of())
                    .files(read, watched);
        }
    }
}
