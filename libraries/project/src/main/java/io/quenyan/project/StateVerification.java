package io.quenyan.project;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Holds a state against the output that it tells of. Every package is read and hashed, whatever its stamp says.
public final class StateVerification {

    private final PackageStore output;
    private final Progress progress;

    public StateVerification(PackageStore output, Progress progress) {
        this.output = output;
        this.progress = progress;
    }

    /// How a state and its output were found.
    ///
    /// @param checked packages that the state tells of
    /// @param bad those that are not what the state says
    /// @param unrecorded packages of the output's index that the state does not tell of, or tells of otherwise
    /// @param inStep whether the output's index is the one that goes with the state
    public record Report(long checked, List<BadEntry> bad, List<BadEntry> unrecorded, boolean inStep) {

        /// All that is not as it should be.
        public List<BadEntry> affected() {
            return Stream.concat(bad.stream(), unrecorded.stream()).toList();
        }

        /// Whether all is as it was when the state was written.
        public boolean sound() {
            return inStep && bad.isEmpty() && unrecorded.isEmpty();
        }
    }

    /// Verifies.
    public Report verify(ProjectState state) {
        List<IndexEntry> entries =
                state.files().stream().flatMap(file -> file.entries().stream()).toList();
        progress.started(entries.size());
        List<BadEntry> bad = new Verification(output, null, progress).bad(entries, state.project());
        Optional<byte[]> index = output.index();
        RecordedOutput recorded = state.output();
        boolean inStep =
                index.map(Sha256::hex).equals(Optional.ofNullable(recorded).map(RecordedOutput::indexSha256));
        return new Report(entries.size(), bad, unrecorded(index, entries), inStep);
    }

    /// What is known where there is no state: that nothing vouches for any package of the output.
    public Report withoutState() {
        return new Report(0, List.of(), unrecorded(output.index(), List.of()), false);
    }

    private static List<BadEntry> unrecorded(Optional<byte[]> index, List<IndexEntry> entries) {
        if (index.isEmpty()) {
            return List.of();
        }
        Set<IndexEntry> known = new HashSet<>(entries);
        try {
            return IndexFile.parse(index.get()).claimed().entries().stream()
                    .filter(entry -> !known.contains(entry))
                    .map(entry -> BadEntry.of(entry, "UNRECORDED", "The state does not vouch for it"))
                    .toList();
        } catch (IndexException e) {
            return List.of(BadEntry.ofIndex("BAD_INDEX", String.valueOf(e.getMessage())));
        }
    }
}
