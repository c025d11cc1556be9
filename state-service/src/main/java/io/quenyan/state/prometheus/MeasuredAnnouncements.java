package io.quenyan.state.prometheus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.project.RebuildReason;
import io.quenyan.project.Reconciliation;
import io.quenyan.state.Announcements;
import io.quenyan.state.Quarantine;
import io.quenyan.state.RebuildRequest;
import io.quenyan.state.Refusal;
import io.quenyan.state.Run;
import io.quenyan.state.RunPlan;
import io.quenyan.state.RunResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Counts what is announced: each fact is announced once, by the instance that stored it. A transaction that the
/// database asks to be tried again counts again, so these are figures for alerts and not for the books.
public final class MeasuredAnnouncements implements Announcements {

    private static final String FILES = "quenyan.incremental.files";
    private static final String NO_REASON = "none";

    private final Announcements announcements;
    private final MeterRegistry registry;
    private final Clock clock;

    public MeasuredAnnouncements(Announcements announcements, MeterRegistry registry, Clock clock) {
        this.announcements = announcements;
        this.registry = registry;
        this.clock = clock;
        count("reused", NO_REASON, 0);
        for (RebuildReason reason : RebuildReason.values()) {
            count("rebuilt", reason.text(), 0);
        }
        registry.counter("quenyan.state.quarantined");
    }

    @Override
    public OutgoingRecord ask(Run run, RunPlan.Ask ask, String commit) {
        return announcements.ask(run, ask, commit);
    }

    @Override
    public List<OutgoingRecord> rebuilt(Run run, RunResult result) {
        Reconciliation counts = result.counts();
        counts.reasons().forEach((reason, files) -> count("rebuilt", reason.text(), files));
        count("reused", NO_REASON, counts.reused());
        count("removed", NO_REASON, counts.removed());
        count("failed", NO_REASON, counts.failed());
        count("unaccounted", NO_REASON, result.unaccounted());
        Timer.builder("quenyan.incremental.duration")
                .description("From the acceptance of a request to the end of its run")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(100))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(registry)
                .record(Duration.between(run.acceptedAt(), clock.instant()));
        return announcements.rebuilt(run, result);
    }

    @Override
    public OutgoingRecord refused(RebuildRequest request, Refusal refusal) {
        registry.counter("quenyan.requests.refused", "reason", refusal.reason()).increment();
        return announcements.refused(request, refusal);
    }

    @Override
    public OutgoingRecord quarantined(Run run, Quarantine quarantine) {
        registry.counter("quenyan.state.quarantined").increment();
        return announcements.quarantined(run, quarantine);
    }

    private void count(String action, String reason, long files) {
        registry.counter(FILES, "action", action, "reason", reason).increment(files);
    }
}
