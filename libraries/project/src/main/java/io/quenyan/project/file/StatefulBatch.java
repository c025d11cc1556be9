package io.quenyan.project.file;

import io.quenyan.project.IncrementalBatch;
import io.quenyan.project.IncrementalOptions;
import io.quenyan.project.IncrementalReport;
import io.quenyan.project.KnownState;
import io.quenyan.project.ProjectState;
import io.quenyan.project.RebuildPlan;
import io.quenyan.project.StateCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An incremental batch with its state in a file: takes the state for itself, puts away what cannot be
/// believed, runs,
/// and writes the state last of all.
public final class StatefulBatch {

    private final StateFile file;
    private final IncrementalBatch batch;

    public StatefulBatch(StateFile file, IncrementalBatch batch) {
        this.file = file;
        this.batch = batch;
    }

    /// The end of a run.
    ///
    /// @param condition how the state was found
    /// @param problem what was wrong with it; empty if nothing was
    /// @param quarantine where it was put; empty if it was sound, and on a dry run
    /// @param putBack whether an older copy was found, so that everything was looked at again
    /// @param revision of the state that is there now; 0 if none is
    public record Finished(
            IncrementalReport report,
            StateCondition condition,
            Optional<String> problem,
            Optional<Path> quarantine,
            boolean putBack,
            long revision) {}

    /// Called when a state was put away, before anything else is done.
    public interface Quarantined {
        void told(Path from, Path to, String problem);
    }

    /// Runs.
    ///
    /// @param who the run, for whoever finds the state locked
    /// @throws StateInUseException if another run has the state
    /// @throws ForeignStateException if it is another project's
    /// @throws QuarantineException if something that cannot be believed cannot be put away
    /// @throws StateForkedException if somebody else wrote the state meanwhile
    public Finished run(IncrementalOptions options, String who, Quarantined quarantined) throws IOException {
        if (options.batch().dryRun()) {
            return run(options, quarantined);
        }
        try (StateLock _ = file.lock(who)) {
            return run(options, quarantined);
        }
    }

    /// What the next run would do, and why. Nothing is written, and the state is not locked.
    ///
    /// @throws ForeignStateException if it is another project's
    public RebuildPlan plan(IncrementalOptions options) {
        return batch.plan(options, known(file.look(), options.batch().project()));
    }

    private Finished run(IncrementalOptions options, Quarantined quarantined) throws IOException {
        Instant now = options.clock().instant();
        boolean dryRun = options.batch().dryRun();
        FoundState found = file.look();
        Optional<String> problem = Optional.empty();
        Optional<Path> quarantine = Optional.empty();
        if (found instanceof FoundState.Damaged(String reason)) {
            problem = Optional.of(reason);
            if (!dryRun) {
                quarantine = Optional.of(putAway(reason, now, quarantined));
            }
        }
        IncrementalReport report =
                batch.run(options, known(found, options.batch().project()));
        boolean kept = !dryRun && report.gap().isEmpty();
        long revision = kept ? save(report, found, options.batch().project(), now) : revision(found);
        boolean putBack = found instanceof FoundState.Sound sound && sound.putBack();
        return new Finished(report, condition(found), problem, quarantine, putBack, revision);
    }

    private Path putAway(String reason, Instant now, Quarantined quarantined) {
        try {
            Path to = file.quarantine(now);
            quarantined.told(file.path(), to, reason);
            return to;
        } catch (IOException e) {
            throw new QuarantineException(file.path(), reason, e);
        }
    }

    private static StateCondition condition(FoundState found) {
        return switch (found) {
            case FoundState.Sound _ -> StateCondition.OK;
            case FoundState.Absent(StateCondition condition) -> condition;
            case FoundState.Damaged _ -> StateCondition.QUARANTINED;
        };
    }

    private KnownState known(FoundState found, String project) {
        if (found instanceof FoundState.Sound sound) {
            if (!sound.state().project().equals(project)) {
                throw new ForeignStateException(file.path(), sound.state().project());
            }
            return new KnownState(StateCondition.OK, sound.state(), sound.putBack());
        }
        return KnownState.nothing(condition(found));
    }

    private static @Nullable ProjectState state(FoundState found) {
        return found instanceof FoundState.Sound sound ? sound.state() : null;
    }

    private static long revision(FoundState found) {
        ProjectState state = state(found);
        return state == null ? 0 : state.revision();
    }

    private long save(IncrementalReport report, FoundState found, String project, Instant now) throws IOException {
        ProjectState next = found instanceof FoundState.Sound sound
                ? sound.state().next(sound.latest(), now, report.output(), report.files())
                : ProjectState.first(project, now, report.output(), report.files());
        if (found instanceof FoundState.Sound sound
                && !sound.putBack()
                && sound.state().says(next)) {
            return sound.state().revision();
        }
        file.save(next, found);
        return next.revision();
    }
}
