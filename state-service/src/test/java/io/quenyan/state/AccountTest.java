package io.quenyan.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.format.Argon2Cost;
import io.quenyan.format.Argon2id;
import io.quenyan.format.Encryption;
import io.quenyan.format.Salt;
import io.quenyan.project.Decision;
import io.quenyan.project.EntryKind;
import io.quenyan.project.FailedFile;
import io.quenyan.project.FileAction;
import io.quenyan.project.FileMode;
import io.quenyan.project.IndexEntry;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.RebuildReason;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.SealedWith;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final long GENERATION = 7;
    private static final String HEX = "0".repeat(64);

    @Test
    void accountsForEveryFileOfASoundRun() {
        Account account = account(
                List.of(rebuilt("a"), reused("b"), removed("c"), rebuilt("d.json")),
                List.of(entry("a", GENERATION), entry("b", 3)),
                4);

        assertThat(account.unaccounted()).isZero();
        assertThat(account.counts().seen()).isEqualTo(2);
        assertThat(account.counts().removed()).isEqualTo(1);
        assertThat(account.counts().excluded()).isEqualTo(Map.of("not-a-descriptor", 1L, "not-included", 1L));
        assertThat(account.results()).extracting(FileResult::path).containsExactly("a", "b", "c");
    }

    @Test
    void tellsOfAFileThatWasToBeEncodedAndIsOld() {
        assertThat(account(List.of(rebuilt("a")), List.of(entry("a", 3)), 1).unaccounted())
                .isPositive();
    }

    @Test
    void tellsOfAFileThatWasToBeEncodedAndIsNowhere() {
        assertThat(account(List.of(rebuilt("gone")), List.of(), 1).unaccounted())
                .isPositive();
    }

    @Test
    void tellsOfAFileThatWasToBeKeptAndIsGoneOrAnother() {
        assertThat(account(List.of(reused("b")), List.of(), 1).unaccounted()).isPositive();
        assertThat(account(List.of(reused("b")), List.of(entry("b", GENERATION)), 1)
                        .unaccounted())
                .isPositive();
    }

    @Test
    void tellsOfAFileThatWasToGoAndStayed() {
        assertThat(account(List.of(removed("c")), List.of(entry("c", 3)), 0).unaccounted())
                .isPositive();
    }

    @Test
    void tellsOfAPackageThatIsInNoPlan() {
        assertThat(account(List.of(), List.of(entry("stranger", 3)), 0).unaccounted())
                .isPositive();
    }

    @Test
    void tellsOfFilesThatNobodyLookedAt() {
        assertThat(account(List.of(reused("b")), List.of(entry("b", 3)), 5).unaccounted())
                .isPositive();
    }

    private static Account account(List<Decision> decisions, List<IndexEntry> entries, long tracked) {
        ProjectIndex index = new ProjectIndex(
                "billing",
                "c",
                "t",
                false,
                GENERATION,
                null,
                new Argon2id(Salt.of(new byte[16]), Argon2Cost.DEFAULT),
                null,
                HEX,
                List.of(),
                entries);
        boolean left = decisions.size() > 3;
        RunPlan plan = new RunPlan(
                "c",
                "t",
                tracked,
                left ? Map.of("not-included", 1L) : Map.of(),
                decisions,
                List.<FailedFile>of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
        Map<String, RecordedFile> recorded = new HashMap<>();
        Stream.of("a", "b", "d.json").forEach(path -> recorded.put(path, recorded(path)));
        return Account.of(
                plan,
                new CurrentIndex(index, HEX, entries.stream().collect(Collectors.groupingBy(IndexEntry::path))),
                GENERATION,
                recorded,
                Map.of());
    }

    private static RecordedFile recorded(String path) {
        return new RecordedFile(
                path,
                FileMode.FILE,
                HEX,
                List.of(),
                new SealedWith(SealedWith.FORMAT, Encryption.V2, "00", null),
                List.of(),
                Instant.EPOCH,
                GENERATION,
                "c",
                RebuildReason.NEW,
                "blob",
                null);
    }

    private static IndexEntry entry(String path, long generation) {
        return new IndexEntry(path, EntryKind.SOURCE, FileMode.FILE, HEX, 1, null, null, generation, "c");
    }

    private static Decision rebuilt(String path) {
        return decision(path, FileAction.REBUILT, RebuildReason.NEW);
    }

    private static Decision reused(String path) {
        return decision(path, FileAction.REUSED, null);
    }

    private static Decision removed(String path) {
        return decision(path, FileAction.REMOVED, null);
    }

    private static Decision decision(String path, FileAction action, @Nullable RebuildReason reason) {
        return new Decision(path, action, reason);
    }
}
