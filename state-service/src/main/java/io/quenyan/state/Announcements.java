package io.quenyan.state;

import io.quenyan.outbox.OutgoingRecord;
import java.util.List;

/// Says what happened, as records for the outbox. The same fact always gets the same event id.
public interface Announcements {

    /// Asks the encoder for what a plan wants.
    OutgoingRecord ask(Run run, RunPlan.Ask ask, String commit);

    /// What became of single files, and the run's answer, in this order.
    List<OutgoingRecord> rebuilt(Run run, RunResult result);

    /// A request can never work: the answer to it.
    OutgoingRecord refused(RebuildRequest request, Refusal refusal);

    /// What was known of an output is damaged and was set aside.
    OutgoingRecord quarantined(Run run, Quarantine quarantine);
}
