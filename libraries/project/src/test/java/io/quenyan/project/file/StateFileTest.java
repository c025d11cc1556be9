package io.quenyan.project.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.project.ProjectState;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.StateCondition;
import io.quenyan.project.TestStates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {

    private static final FoundState MISSING = new FoundState.Absent(StateCondition.MISSING);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private StateFile state() {
        return StateFile.at(folder.resolve(".ci/state.json"));
    }

    private StateFile saved(ProjectState... states) throws IOException {
        StateFile file = state();
        try (StateLock _ = file.lock("a test")) {
            for (ProjectState state : states) {
                file.save(state, file.look());
            }
        }
        return file;
    }

    private static ProjectState of(FoundState found) {
        return ((FoundState.Sound) found).state();
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(state().look()).isEqualTo(MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t \r\n"})
    void takesWhiteSpaceForAnEmptyState(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("state.json"), text);

        assertThat(StateFile.at(file).look()).isEqualTo(new FoundState.Absent(StateCondition.EMPTY));
    }

    @Test
    void findsWhatWasSaved() throws IOException {
        assertThat(of(saved(TestStates.small(1)).look())).isEqualTo(TestStates.small(1));
    }

    @Test
    void keepsTheLastGoodRevision() throws IOException {
        StateFile file = saved(TestStates.small(1), TestStates.small(2), TestStates.small(3));

        assertThat(of(file.backup().look())).isEqualTo(TestStates.small(2));
    }

    @Test
    void letsOnlyTheOwnerReadIt() throws IOException {
        StateFile file = saved(TestStates.small(1), TestStates.small(2));

        assertThat(List.of(file.path(), file.backup().path(), folder.resolve(".ci/state.json.lock")))
                .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        saved(TestStates.small(1), TestStates.small(2));

        try (var files = Files.list(folder.resolve(".ci"))) {
            assertThat(files)
                    .extracting(path -> String.valueOf(path.getFileName()))
                    .containsExactlyInAnyOrder("state.json", "state.json.bak", "state.json.lock");
        }
    }

    @Test
    void detectsACutAtEveryByte() throws IOException {
        byte[] whole = Files.readAllBytes(saved(TestStates.small(1)).path());

        assertThat(IntStream.range(1, whole.length).filter(n -> !damaged(Arrays.copyOf(whole, n))))
                .isEmpty();
    }

    @Test
    void detectsAFlipAtEveryByte() throws IOException {
        byte[] whole = Files.readAllBytes(saved(TestStates.small(1)).path());

        assertThat(IntStream.range(0, whole.length).filter(at -> {
                    byte[] altered = whole.clone();
                    altered[at] ^= 1;
                    return !damaged(altered);
                }))
                .isEmpty();
    }

    private boolean damaged(byte[] bytes) {
        try {
            Files.write(state().path(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return state().look() instanceof FoundState.Damaged;
    }

    @Test
    void takesAFolderForDamageAndMovesIt() throws IOException {
        Files.createDirectories(state().path().resolve("inner"));

        assertThat(state().look()).isEqualTo(new FoundState.Damaged("is a folder and no file"));
        assertThat(state().quarantine(NOW).resolve("inner")).isDirectory();
    }

    @Test
    void followsNoLink() throws IOException {
        Path elsewhere = Files.move(saved(TestStates.small(1)).path(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(state().path(), elsewhere);

        assertThat(state().look()).isEqualTo(new FoundState.Damaged("is a link and no file"));
    }

    @Test
    void believesNothingThatEverybodyMayWrite() throws IOException {
        StateFile file = saved(TestStates.small(1));
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(file.look()).isEqualTo(new FoundState.Damaged("may be written by everybody"));
    }

    @Test
    void believesNothingOfAnotherOwner() throws IOException {
        StateFile file = saved(TestStates.small(1));
        Assumptions.assumeTrue(givenAway(file.path()), "only root can give a file away");

        assertThat(file.look())
                .isInstanceOfSatisfying(
                        FoundState.Damaged.class,
                        damaged -> assertThat(damaged.reason()).startsWith("belongs to another user"));
    }

    private static boolean givenAway(Path path) {
        try {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void keepsWhatItQuarantinesAsItIs() throws IOException {
        Files.createDirectories(folder.resolve(".ci"));
        Files.writeString(state().path(), "rubbish");

        Path kept = state().quarantine(NOW);

        assertThat(kept).hasFileName("state.json.corrupt-20260301T120000Z").hasContent("rubbish");
        assertThat(state().look()).isEqualTo(MISSING);
    }

    @Test
    void quarantinesTwiceInOneSecond() throws IOException {
        Files.createDirectories(folder.resolve(".ci"));
        Files.writeString(state().path(), "one");
        state().quarantine(NOW);
        Files.writeString(state().path(), "two");

        assertThat(state().quarantine(NOW)).hasFileName("state.json.corrupt-20260301T120000Z-2");
    }

    @Test
    void tellsWhoHoldsTheLock() throws IOException {
        try (StateLock _ = state().lock("run 7 of process 4711 on build-3")) {
            assertThatThrownBy(() -> state().lock("another"))
                    .isInstanceOf(StateInUseException.class)
                    .hasMessageContaining("run 7 of process 4711 on build-3");
        }
    }

    @Test
    void givesTheLockBack() throws IOException {
        state().lock("one").close();

        try (StateLock again = state().lock("two")) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void seesThatAnOlderCopyWasPutBack() throws IOException {
        StateFile file = saved(TestStates.small(1));
        byte[] archived = Files.readAllBytes(file.path());
        saved(TestStates.small(2), TestStates.small(3));

        Files.write(file.path(), archived);

        assertThat(file.look()).isInstanceOfSatisfying(FoundState.Sound.class, sound -> {
            assertThat(sound.putBack()).isTrue();
            assertThat(sound.latest()).isEqualTo(2);
        });
    }

    @Test
    void seesThatTwoRunsWentOnFromOneState() throws IOException {
        StateFile file = saved(TestStates.small(1), TestStates.small(2));
        Files.write(file.backup().path(), TestStates.bytes(other(2)));

        assertThat(file.look()).isInstanceOf(FoundState.Damaged.class);
    }

    @Test
    void replacesNothingThatSomebodyElseWroteMeanwhile() throws IOException {
        StateFile file = saved(TestStates.small(1));
        FoundState basis = file.look();
        Files.write(file.path(), TestStates.bytes(other(2)));

        assertThatThrownBy(() -> file.save(TestStates.small(2), basis)).isInstanceOf(StateForkedException.class);
        assertThat(of(file.look())).isEqualTo(other(2));
    }

    /// Another content at the same place of the same line.
    private static ProjectState other(long revision) {
        ProjectState small = TestStates.small(revision);
        return new ProjectState(small.lineage(), revision, small.project(), NOW, small.output(), small.files());
    }

    @Test
    void forgetsWhatSavesLookingWhenAStateIsRestored() {
        ProjectState restored = TestStates.small(3).restored(7, NOW);

        assertThat(restored.revision()).isEqualTo(8);
        assertThat(restored.files())
                .allSatisfy(file -> assertThat(file.stamp()).isNull())
                .extracting(RecordedFile::sourceSha256)
                .isEqualTo(TestStates.small(3).files().stream()
                        .map(RecordedFile::sourceSha256)
                        .toList());
    }

    @Test
    void leavesTheStateAsItWasWhenItCannotWrite() throws IOException {
        StateFile file = saved(TestStates.small(1));
        FoundState basis = file.look();
        Files.createDirectories(folder.resolve(".ci/state.json.tmp/in-the-way"));

        assertThatThrownBy(() -> file.save(TestStates.small(2), basis)).isInstanceOf(IOException.class);
        assertThat(of(file.look())).isEqualTo(TestStates.small(1));
        assertThat(Files.exists(file.backup().path(), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }
}
