package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.format.Encryption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RebuildPlanTest {

    private static final String HASH = "a".repeat(64);
    private static final PackageKey FIRST = new PackageKey("local", "billing", "1");
    private static final PackageKey SECOND = new PackageKey("local", "billing", "2");

    private static SealedWith sealed(String format, Encryption encryption, String salt, @Nullable PackageKey key) {
        return new SealedWith(format, encryption, salt, key);
    }

    private static final SealedWith TODAY = sealed(SealedWith.FORMAT, Encryption.V2, "01", FIRST);

    private static RecordedFile recorded(String path, SealedWith sealed, EntryKind... kinds) {
        List<RecordedPackage> packages = Stream.of(kinds)
                .map(kind -> new RecordedPackage(kind, HASH, 10, HASH, null))
                .toList();
        return new RecordedFile(
                path,
                FileMode.FILE,
                HASH,
                packages,
                sealed,
                List.of(),
                Instant.EPOCH,
                1,
                null,
                RebuildReason.NEW,
                null,
                null);
    }

    private static ObservedFile same(String path) {
        return new ObservedFile(path, FileMode.FILE, true, false, PackageCondition.SOUND);
    }

    private static ObservedFile edited(String path) {
        return new ObservedFile(path, FileMode.FILE, true, true, PackageCondition.SOUND);
    }

    private static WantedPackages wanted() {
        return new WantedPackages(true, Encryption.V2, FIRST, Set.of(), false);
    }

    private static RebuildPlan plan(List<RecordedFile> recorded, List<ObservedFile> observed, Dependencies needs) {
        return RebuildPlan.of(known(recorded, false), new RebuildPlan.Observed(observed, Set.of()), wanted(), needs);
    }

    private static RebuildPlan.Recorded known(List<RecordedFile> files, boolean lost) {
        return new RebuildPlan.Recorded(
                files.stream().collect(java.util.stream.Collectors.toMap(RecordedFile::path, file -> file)), lost);
    }

    private static RecordedFile source(String path) {
        return recorded(path, TODAY, EntryKind.SOURCE);
    }

    /// Every set of reasons that can hold at once for one file.
    static Stream<Set<RebuildReason>> everySetOfReasons() {
        RebuildReason[] all = RebuildReason.values();
        return IntStream.range(0, 1 << all.length)
                .mapToObj(bits -> {
                    Set<RebuildReason> set = EnumSet.noneOf(RebuildReason.class);
                    for (int i = 0; i < all.length; i++) {
                        if ((bits >> i & 1) == 1) {
                            set.add(all[i]);
                        }
                    }
                    return set;
                })
                .filter(set -> !(set.contains(RebuildReason.PACKAGE_MISSING)
                        && set.contains(RebuildReason.PACKAGE_CORRUPTED)));
    }

    @Test
    void tellsTheFirstOfAllReasonsThatHold() {
        List<Set<RebuildReason>> wrong = new ArrayList<>();
        everySetOfReasons().forEach(holding -> {
            Decision decision = decide(holding);
            RebuildReason first = holding.isEmpty() ? null : holding.iterator().next();
            if (decision.reason() != first || (decision.action() == FileAction.REUSED) != holding.isEmpty()) {
                wrong.add(holding);
            }
        });

        assertThat(wrong).isEmpty();
    }

    /// A project of one file for which these reasons hold.
    private static Decision decide(Set<RebuildReason> holding) {
        SealedWith sealed = sealed(
                holding.contains(RebuildReason.FORMAT_CHANGED) ? "1.1.0" : SealedWith.FORMAT,
                holding.contains(RebuildReason.OPTIONS_CHANGED) ? Encryption.V1 : Encryption.V2,
                holding.contains(RebuildReason.SECRET_CHANGED) ? "02" : "01",
                holding.contains(RebuildReason.KEY_ROTATED) ? SECOND : FIRST);
        PackageCondition condition = holding.contains(RebuildReason.PACKAGE_MISSING)
                ? PackageCondition.MISSING
                : holding.contains(RebuildReason.PACKAGE_CORRUPTED)
                        ? PackageCondition.CORRUPTED
                        : PackageCondition.SOUND;
        List<RecordedFile> recorded = new ArrayList<>(List.of(source("needed")));
        if (!holding.contains(RebuildReason.NEW)) {
            recorded.add(recorded("a", sealed, EntryKind.SOURCE));
        }
        List<ObservedFile> observed = List.of(
                new ObservedFile("a", FileMode.FILE, true, holding.contains(RebuildReason.CONTENT_CHANGED), condition),
                holding.contains(RebuildReason.DEPENDENCY_CHANGED) ? edited("needed") : same("needed"));
        WantedPackages wanted =
                new WantedPackages(true, Encryption.V2, FIRST, Set.of("02"), holding.contains(RebuildReason.FORCED));
        return RebuildPlan.of(
                        known(recorded, holding.contains(RebuildReason.STATE_LOST)),
                        new RebuildPlan.Observed(observed, Set.of()),
                        wanted,
                        Dependencies.of(Map.of("a", List.of("needed"))))
                .decisions()
                .getFirst();
    }

    @Test
    void namesWhatWasRemoved() {
        assertThat(plan(List.of(source("a"), source("b")), List.of(same("b")), Dependencies.NONE)
                        .decisions())
                .containsExactly(
                        new Decision("a", FileAction.REMOVED, null), new Decision("b", FileAction.REUSED, null));
    }

    @Test
    void takesARenameForARemovedAndANewFile() {
        assertThat(plan(List.of(source("old")), List.of(same("new")), Dependencies.NONE)
                        .decisions())
                .containsExactly(
                        new Decision("new", FileAction.REBUILT, RebuildReason.NEW),
                        new Decision("old", FileAction.REMOVED, null));
    }

    @Test
    void failsWhatCannotHavePackages() {
        RebuildPlan plan = RebuildPlan.of(
                known(List.of(source("module")), false),
                new RebuildPlan.Observed(List.of(), Set.of("module")),
                wanted(),
                Dependencies.NONE);

        assertThat(plan.decisions()).containsExactly(new Decision("module", FileAction.FAILED, null));
    }

    @Test
    void takesAnotherModeForAnotherContent() {
        ObservedFile executable = new ObservedFile("a", FileMode.EXECUTABLE, true, false, PackageCondition.SOUND);

        assertThat(plan(List.of(source("a")), List.of(executable), Dependencies.NONE)
                        .rebuilds())
                .extracting(Decision::reason)
                .containsExactly(RebuildReason.CONTENT_CHANGED);
    }

    @Test
    void reusesNothingThatSomebodyElseWrote() {
        ObservedFile other = new ObservedFile("a", FileMode.FILE, true, false, PackageCondition.UNRECORDED);

        assertThat(plan(List.of(source("a")), List.of(other), Dependencies.NONE).rebuilds())
                .extracting(Decision::reason)
                .containsExactly(RebuildReason.STATE_LOST);
    }

    @Test
    void makesSourcesWhereThereWereNone() {
        assertThat(plan(
                                List.of(recorded("a.json", TODAY, EntryKind.DESCRIPTOR), recorded("b.json", TODAY)),
                                List.of(same("a.json"), same("b.json")),
                                Dependencies.NONE)
                        .rebuilds())
                .extracting(Decision::reason)
                .containsExactly(RebuildReason.OPTIONS_CHANGED, RebuildReason.OPTIONS_CHANGED);
    }

    @Test
    void leavesOutWhatWasReadBeforeAndIsNoDescriptor() {
        RebuildPlan plan = RebuildPlan.of(
                known(List.of(recorded("b.json", TODAY)), false),
                new RebuildPlan.Observed(List.of(same("b.json")), Set.of()),
                new WantedPackages(false, Encryption.V2, FIRST, Set.of(), false),
                Dependencies.NONE);

        assertThat(plan.decisions()).isEmpty();
        assertThat(plan.excluded()).containsExactly("b.json");
    }

    @Test
    void takesAFileForNewThatWasOnlyWatchedSoFar() {
        SealedWith watched = sealed(SealedWith.WATCHED, Encryption.V2, "", null);
        RebuildPlan plan = RebuildPlan.of(
                known(List.of(recorded("b.json", watched)), false),
                new RebuildPlan.Observed(List.of(same("b.json")), Set.of()),
                new WantedPackages(false, Encryption.V2, FIRST, Set.of(), false),
                Dependencies.NONE);

        assertThat(plan.decisions()).containsExactly(new Decision("b.json", FileAction.REBUILT, RebuildReason.NEW));
        assertThat(plan.excluded()).isEmpty();
    }

    @Test
    void takesAKeyInThePlaceOfAPassphraseForAnotherSecret() {
        SealedWith passphrase = sealed(SealedWith.FORMAT, Encryption.V2, "01", null);

        assertThat(plan(List.of(recorded("a", passphrase, EntryKind.SOURCE)), List.of(same("a")), Dependencies.NONE)
                        .rebuilds())
                .extracting(Decision::reason)
                .containsExactly(RebuildReason.SECRET_CHANGED);
    }

    static Stream<Dependencies> waysFromAToD() {
        return Stream.of(
                Dependencies.of(Map.of("a", List.of("d"))),
                Dependencies.of(Map.of("a", List.of("b"), "b", List.of("c"), "c", List.of("d"))),
                Dependencies.of(Map.of("a", List.of("b"), "b", List.of("a", "d"))),
                Dependencies.of(Map.of("a", List.of("a", "d"))));
    }

    @ParameterizedTest
    @MethodSource("waysFromAToD")
    void rebuildsWhatDependsOnAChangedFile(Dependencies needs) {
        RebuildPlan plan = plan(List.of(source("a"), source("d")), List.of(same("a"), edited("d")), needs);

        assertThat(plan.rebuilds())
                .containsExactly(
                        new Decision("a", FileAction.REBUILT, RebuildReason.DEPENDENCY_CHANGED),
                        new Decision("d", FileAction.REBUILT, RebuildReason.CONTENT_CHANGED));
    }

    @ParameterizedTest
    @MethodSource("waysFromAToD")
    void rebuildsWhatDependsOnAFileThatWent(Dependencies needs) {
        assertThat(plan(List.of(source("a"), source("d")), List.of(same("a")), needs)
                        .rebuilds())
                .containsExactly(new Decision("a", FileAction.REBUILT, RebuildReason.DEPENDENCY_CHANGED));
    }

    @Test
    void rebuildsWhatDependsOnAFileWithoutPackages() {
        ObservedFile library = new ObservedFile("lib.js", FileMode.FILE, false, true, PackageCondition.SOUND);

        assertThat(plan(
                                List.of(source("a"), recorded("lib.js", TODAY)),
                                List.of(same("a"), library),
                                Dependencies.of(Map.of("a", List.of("lib.js"))))
                        .decisions())
                .containsExactly(new Decision("a", FileAction.REBUILT, RebuildReason.DEPENDENCY_CHANGED));
    }
}
