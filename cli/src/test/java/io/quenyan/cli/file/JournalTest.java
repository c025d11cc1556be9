package io.quenyan.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.file.CheckedJournal.Finding;
import io.quenyan.cli.file.CheckedJournal.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path home;

    private Path file = Path.of("");

    @BeforeEach
    void writeThreeEvents() throws IOException {
        Journal journal = Journal.begin(home, NOW, "run-1");
        file = journal.file();
        for (int number = 1; number <= 3; number++) {
            journal.append(event(number));
        }
        journal.end();
    }

    private static ObjectNode event(int number) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", "package-encoded")
                .put("path", "file-" + number);
    }

    private List<Kind> kindsAfter(List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
        return CheckedJournal.read(file).findings().stream().map(Finding::kind).toList();
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    @Test
    void isNamedByTimeAndRun() {
        assertThat(file).isEqualTo(home.resolve("journal/20260301T120000Z-run-1.jsonl"));
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void isWholeAsItWasWritten() throws IOException {
        assertThat(CheckedJournal.read(file).findings()).isEmpty();
    }

    @Test
    void givesBackItsLines() throws IOException {
        assertThat(CheckedJournal.read(file).lines())
                .extracting(line -> line.path("path").asText())
                .containsExactly("file-1", "file-2", "file-3", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void findsAnAlteredLine(int number) throws IOException {
        List<String> lines = lines();
        lines.set(number - 1, lines.get(number - 1).replace("file-", "life-"));
        Files.writeString(file, String.join("\n", lines) + "\n");

        assertThat(CheckedJournal.read(file).findings())
                .containsExactly(new Finding(Kind.ALTERED, number, "The line after it was written for another one"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void findsADroppedLine(int number) throws IOException {
        List<String> lines = lines();
        lines.remove(number - 1);

        assertThat(kindsAfter(lines)).containsExactly(Kind.MISSING);
    }

    @Test
    void findsADroppedLineThoughTheOthersAreNumberedAnew() throws IOException {
        List<String> lines = lines();
        lines.remove(1);
        lines.replaceAll(line -> line.replace("\"line\":3", "\"line\":2").replace("\"line\":4", "\"line\":3"));

        assertThat(kindsAfter(lines)).contains(Kind.ALTERED);
    }

    @Test
    void findsARepeatedLine() throws IOException {
        List<String> lines = lines();
        lines.add(1, lines.getFirst());

        assertThat(kindsAfter(lines)).contains(Kind.ALTERED);
    }

    @Test
    void findsALineBehindTheEnd() throws IOException {
        List<String> lines = lines();
        lines.add("{\"event\":\"forged\",\"line\":5}");

        assertThat(kindsAfter(lines)).contains(Kind.ALTERED);
    }

    @Test
    void findsALineThatIsNoJson() throws IOException {
        List<String> lines = lines();
        lines.set(1, "not json");

        assertThat(kindsAfter(lines)).contains(Kind.UNREADABLE);
    }

    @Test
    void findsThatTheEndIsMissing() throws IOException {
        List<String> lines = lines();
        lines.removeLast();

        assertThat(kindsAfter(lines)).containsExactly(Kind.UNFINISHED);
    }

    @Test
    void findsALineCutAtAnyByte() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));

            assertThat(CheckedJournal.read(file).isWhole())
                    .as("first %d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void findsAnyFlippedBitBeforeTheLastLine() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int last = new String(whole, java.nio.charset.StandardCharsets.UTF_8).indexOf("{\"event\":\"journal-closed\"");
        for (int bit = 0; bit < last * 8; bit++) {
            byte[] altered = whole.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(file, altered);

            assertThat(CheckedJournal.read(file).isWhole()).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void ofARunThatWasKilledIsUnfinished() throws IOException {
        Journal killed = Journal.begin(home, NOW, "run-2");
        killed.append(event(1));
        killed.close();

        assertThat(CheckedJournal.read(killed.file()).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.UNFINISHED);
    }
}
