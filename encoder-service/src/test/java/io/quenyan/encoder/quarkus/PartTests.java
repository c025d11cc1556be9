package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.encoder.BatchPlan;
import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.format.KeyDerivation;
import io.quenyan.local.git.Repository;
import io.quenyan.project.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Batches of a part of a project. Part of [EncodeKafkaTest], whose encoder it asks.
abstract class PartTests {

    private final Workshop workshop = EncodeKafkaTest.workshop();
    private final Repository billing = EncodeKafkaTest.billing();

    @Test
    void encodesTheListedPathsAndKeepsTheRest() throws IOException {
        Repository partial = Repository.of(workshop.repository("partial"), 20);
        Output output = workshop.output("partial");
        ProjectBatchEncoded whole = workshop.encoded(workshop.ask(partial, output));
        Map<String, byte[]> before = output.packages();
        partial.write("src/01/File00001.txt", "changed\n");
        partial.delete("src/02/File00002.txt");
        partial.commit("change");
        PathList list = PathList.of(
                output.folder().resolveSibling("paths.jsonl"),
                "{\"path\":\"src/01/File00001.txt\",\"action\":\"encode\"}",
                "{\"path\":\"src/02/File00002.txt\",\"action\":\"remove\"}");
        ProjectBatchEncoded part =
                workshop.encoded(workshop.ask(partial, output, asked -> list.into(asked, whole.getIndexSha256())));

        assertThat(output.sources()).usingRecursiveComparison().isEqualTo(partial.files());
        assertThat(output.packages())
                .containsEntry("src/03/File00003.txt.src.qyn1", before.get("src/03/File00003.txt.src.qyn1"));
        assertThat(part.getGeneration()).isGreaterThan(whole.getGeneration());
        assertThat(part.getSeen()).isEqualTo(19);
    }

    @Test
    void refusesAPartOfAnIndexThatHasMovedOn() throws IOException {
        Output output = workshop.output("moved-on");
        workshop.encoded(workshop.ask(billing, output));
        PathList list = PathList.of(
                output.folder().resolveSibling("moved-on.jsonl"),
                "{\"path\":\"src/01/File00001.txt\",\"action\":\"encode\"}");

        assertThat(workshop.refused(workshop.ask(billing, output, asked -> list.into(asked, "0".repeat(64))))
                        .getReason())
                .isEqualTo("BASE_INDEX_CHANGED");
    }

    @Test
    void refusesAListOfPathsThatWasAltered() throws IOException {
        Output output = workshop.output("altered-list");
        ProjectBatchEncoded whole = workshop.encoded(workshop.ask(billing, output));
        PathList list = PathList.of(output.folder().resolveSibling("altered.jsonl"), "{}");

        assertThat(workshop.refused(workshop.ask(billing, output, asked -> {
                            list.into(asked, whole.getIndexSha256());
                            asked.setPathsSha256("0".repeat(64));
                        }))
                        .getReason())
                .isEqualTo("PATHS_UNREADABLE");
    }

    @Test
    void goesOnWithTheKeyOfTheIndex() throws IOException, SQLException {
        Repository growing = Repository.of(workshop.repository("growing"), 5);
        Output output = workshop.output("growing");
        String base = workshop.encoded(workshop.ask(growing, output)).getIndexSha256();
        for (int part = 0; part < 3; part++) {
            // By now another whole batch would get a salt of its own.
            execute("update salt set created_at = created_at - interval '31 days'");
            base = change(growing, output, part, base, asked -> {}).getIndexSha256();
        }

        assertThat(output.derivations()).containsExactly(output.index().derivation());
        assertThat(output.sources()).usingRecursiveComparison().isEqualTo(growing.files());
    }

    @Test
    void drawsANewSaltInVersion1WhereTheKeyHasSealedAllItCan() throws IOException, SQLException {
        Consumer<BatchEncodeRequested.Builder> version1 = asked -> asked.setEncryptionVersion(1);
        Repository full = Repository.of(workshop.repository("full"), 5);
        Output output = workshop.output("full");
        String base = workshop.encoded(workshop.ask(full, output, version1)).getIndexSha256();
        base = change(full, output, 0, base, version1).getIndexSha256();
        KeyDerivation first = output.index().derivation();
        int keys = output.derivations().size();
        execute("update salt set packages = %d where encryption = 1".formatted(BatchPlan.MOST_V1_PACKAGES - 1));
        change(full, output, 1, base, version1);

        assertThat(keys).isEqualTo(1);
        assertThat(output.derivations()).hasSize(2).contains(first);
        assertThat(output.sources()).usingRecursiveComparison().isEqualTo(full.files());
    }

    /// Changes a file and has it encoded alone.
    private ProjectBatchEncoded change(
            Repository repository,
            Output output,
            int number,
            String base,
            Consumer<BatchEncodeRequested.Builder> change)
            throws IOException {
        String path = "src/0%d/File0000%d.txt".formatted(number, number);
        repository.write(path, "changed\n");
        repository.commit("change " + path);
        PathList list = PathList.of(
                output.folder().resolveSibling("changed-%d.jsonl".formatted(number)),
                "{\"path\":\"%s\",\"action\":\"encode\"}".formatted(path));
        return workshop.encoded(workshop.ask(repository, output, asked -> {
            list.into(asked, base);
            change.accept(asked);
        }));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = workshop.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// A list of paths for a part of a project.
    private record PathList(String uri, String sha256) {
        static PathList of(Path file, String... lines) throws IOException {
            byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            Files.write(file, bytes);
            return new PathList(Workshop.uri(file), Sha256.hex(bytes));
        }

        void into(BatchEncodeRequested.Builder asked, String base) {
            asked.setPathsUri(uri).setPathsSha256(sha256).setBaseIndexSha256(base);
        }
    }
}
