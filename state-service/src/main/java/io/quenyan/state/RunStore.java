package io.quenyan.state;

import java.time.Duration;
import java.util.Optional;

/// Runs, the work on them and what they leave behind, shared by all instances. Every call is a transaction of its own;
/// what it changes and what it tells happen together or not at all.
public interface RunStore {

    /// Claims what is next: of the projects with open work the one that was served longest ago.
    Optional<Claim> claim(String holder);

    /// Keeps the claim for another lease. False when it is no longer this worker's.
    boolean renew(Claim claim);

    /// Gives the claim back, to be taken again after `pause`.
    void release(Claim claim, Duration pause);

    Run run(long runId);

    /// What is known of the run's output. Rows that do not agree with their digest are set aside, and that is told.
    Inventory inventory(Run run);

    /// Stores the plan and asks the encoder for what it wants.
    void planned(Claim claim, RunPlan plan);

    /// Ends the run with its answer, unless the inventory knows a later index than this result's; then it plans again,
    /// if the claim is still this worker's.
    ///
    /// @param before the inventory that the result was made from
    void finished(Claim claim, Inventory before, RunResult result);

    /// Has the run planned again after `pause`, because the output moved on.
    void overtaken(Claim claim, Duration pause);

    /// Whether somebody's request waits for the end of this run.
    boolean delays(Run run);

    /// Ends a run that nobody asked for and that has nothing to give.
    void dropped(Claim claim);

    /// Ends the run with a refusal, if the claim is still this worker's.
    void refused(Claim claim, Refusal refusal);
}
