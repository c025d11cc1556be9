package io.quenyan.encoder;

import io.quenyan.project.KeyManagement;
import io.quenyan.project.PackageKey;
import io.quenyan.project.PlannedFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Batches and the work on them, shared by all instances. Every call is a transaction of its own; what it changes
/// and what it tells happen together or not at all.
///
/// Work is claimed under a lease. A worker that comes back after its lease ran out finds its result already there,
/// or stores it first; it is stored once.
public interface BatchStore {

    /// Claims what is next: of the projects with open work the one that was served longest ago, its oldest work
    /// first.
    Optional<Claim> claim(String holder);

    /// Keeps the claim for another lease. False when it is no longer this worker's.
    boolean renew(Claim claim);

    /// Gives the claim back, to be taken again after `pause`.
    void release(Claim claim, Duration pause);

    /// Notes that `path` is being tried alone, so that a crash can be blamed on it; null when none is any more.
    void suspect(Claim claim, @Nullable String path);

    /// Notes that a worker died over `path`, which is not tried again.
    void blame(Claim claim, TaskResult.Failure failure);

    Batch batch(long batchId);

    /// The data key of the project's last batch under that version of a key; empty if there is none.
    Optional<KeyManagement> dataKey(String projectId, PackageKey key);

    /// Whether somebody told that the block's version of its key is known to others.
    boolean isCompromised(KeyManagement block);

    /// Stores the plan and its tasks. The store draws the salt and the seed.
    void planned(Claim claim, BatchPlan plan);

    /// Ends the batch with a refusal, if the claim is still this worker's.
    void refused(Claim claim, Refusal refusal);

    /// The files of a task that have no blame.
    List<PlannedFile> files(Claim claim);

    /// Stores what became of a task, and tells of each package.
    void encoded(Claim claim, TaskResult result);

    /// Everything that belongs into the index: the batch's packages and failures, sorted by path bytes, then kind.
    TaskResult results(long batchId);

    /// Has the tasks of these packages done again, because their packages are not what was stored; if the claim is
    /// still this worker's.
    void damaged(Claim claim, Set<String> packageNames);

    /// Ends the batch with its answer.
    void finished(Claim claim, BatchResult result);
}
