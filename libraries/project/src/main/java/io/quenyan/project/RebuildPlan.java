package io.quenyan.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an incremental run is to do: an action for every path, and the reason of every rebuild.
///
/// It is made from what is recorded and what was observed, and looks at nothing itself, so that the command
/// line, with
/// its state file and its disk, and a service, with its tables and a commit, decide alike.
///
/// @param decisions one for every path, sorted by path bytes
/// @param excluded paths that were read before and are not to be encoded, unchanged since; sorted
public record RebuildPlan(List<Decision> decisions, List<String> excluded) {

    static final Comparator<Decision> ORDER = Comparator.comparing(Decision::path, ProjectPath.BY_BYTES);

    /// What is recorded of a project.
    ///
    /// @param files by path; empty if the state is lost
    /// @param lost see [StateCondition#lost]
    public record Recorded(Map<String, RecordedFile> files, boolean lost) {}

    /// The project as it is.
    ///
    /// @param files all that are to have packages, and those that others depend on
    /// @param failed paths that should have packages and cannot, known before anything is encoded
    public record Observed(List<ObservedFile> files, Set<String> failed) {}

    public RebuildPlan {
        decisions = decisions.stream().sorted(ORDER).toList();
        excluded = excluded.stream().sorted(ProjectPath.BY_BYTES).toList();
    }

    /// Plans.
    ///
    /// @param dependencies of all files, recorded ones included
    public static RebuildPlan of(
            Recorded recorded, Observed observed, WantedPackages wanted, Dependencies dependencies) {
        Set<String> stale = dependencies.isEmpty() ? Set.of() : dependencies.dependants(changed(recorded, observed));
        List<Decision> decisions = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        for (ObservedFile file : observed.files()) {
            if (file.wanted() && !observed.failed().contains(file.path())) {
                RecordedFile known = recorded.files().get(file.path());
                Optional<RebuildReason> reason = reason(file, known, recorded.lost(), wanted, stale);
                if (reason.isPresent()) {
                    decisions.add(new Decision(file.path(), FileAction.REBUILT, reason.get()));
                } else if (known != null && known.packages().isEmpty()) {
                    excluded.add(file.path());
                } else {
                    decisions.add(new Decision(file.path(), FileAction.REUSED, null));
                }
            }
        }
        observed.failed().forEach(path -> decisions.add(new Decision(path, FileAction.FAILED, null)));
        for (String path : gone(recorded, observed)) {
            decisions.add(new Decision(path, FileAction.REMOVED, null));
        }
        return new RebuildPlan(decisions, excluded);
    }

    /// Paths that have packages, and are not to have any.
    private static Set<String> gone(Recorded recorded, Observed observed) {
        Set<String> gone = new HashSet<>();
        for (RecordedFile known : recorded.files().values()) {
            if (!known.packages().isEmpty()) {
                gone.add(known.path());
            }
        }
        gone.removeAll(observed.failed());
        for (ObservedFile file : observed.files()) {
            if (file.wanted()) {
                gone.remove(file.path());
            }
        }
        return gone;
    }

    /// The paths to encode, with their reasons, in order.
    public List<Decision> rebuilds() {
        return decisions.stream()
                .filter(each -> each.action() == FileAction.REBUILT)
                .toList();
    }

    private static Optional<RebuildReason> reason(
            ObservedFile file, @Nullable RecordedFile known, boolean lost, WantedPackages wanted, Set<String> stale) {
        if (wanted.forced()) {
            return Optional.of(RebuildReason.FORCED);
        }
        if (lost) {
            return Optional.of(RebuildReason.STATE_LOST);
        }
        if (known == null) {
            return Optional.of(RebuildReason.NEW);
        }
        if (file.packages() == PackageCondition.UNRECORDED) {
            return file.packages().reason();
        }
        return sealing(known, wanted)
                .or(() -> changed(file, known) ? Optional.of(RebuildReason.CONTENT_CHANGED) : Optional.empty())
                .or(() -> known.packages().isEmpty()
                        ? Optional.empty()
                        : file.packages().reason())
                .or(() -> !known.packages().isEmpty() && stale.contains(file.path())
                        ? Optional.of(RebuildReason.DEPENDENCY_CHANGED)
                        : Optional.empty());
    }

    /// Why the packages are not made as they would be made today.
    private static Optional<RebuildReason> sealing(RecordedFile known, WantedPackages wanted) {
        SealedWith sealed = known.sealed();
        if (sealed.format().equals(SealedWith.WATCHED)) {
            return Optional.of(RebuildReason.NEW);
        }
        if (known.packages().isEmpty()) {
            // A file without packages gets one where all files do.
            return wanted.sources() ? Optional.of(RebuildReason.OPTIONS_CHANGED) : Optional.empty();
        }
        if (!sealed.format().equals(SealedWith.FORMAT)) {
            return Optional.of(RebuildReason.FORMAT_CHANGED);
        }
        if (sealed.encryption() != wanted.encryption() || known.withSources() != wanted.sources()) {
            return Optional.of(RebuildReason.OPTIONS_CHANGED);
        }
        PackageKey key = sealed.key();
        PackageKey wantedKey = wanted.key();
        if ((key == null) != (wantedKey == null) || wanted.lostSalts().contains(sealed.salt())) {
            return Optional.of(RebuildReason.SECRET_CHANGED);
        }
        return key == null || key.equals(wantedKey) ? Optional.empty() : Optional.of(RebuildReason.KEY_ROTATED);
    }

    /// The paths whose content is not what is recorded, and those that came or went.
    private static Set<String> changed(Recorded recorded, Observed observed) {
        Set<String> changed = new HashSet<>();
        Set<String> present = new HashSet<>();
        for (ObservedFile file : observed.files()) {
            present.add(file.path());
            RecordedFile known = recorded.files().get(file.path());
            if (known == null || changed(file, known)) {
                changed.add(file.path());
            }
        }
        recorded.files().keySet().stream()
                .filter(path -> !present.contains(path))
                .forEach(changed::add);
        return changed;
    }

    private static boolean changed(ObservedFile file, RecordedFile known) {
        return file.contentChanged() || file.mode() != known.mode();
    }
}
