package io.quenyan.encoder.prometheus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quenyan.encoder.Announcements;
import io.quenyan.encoder.Batch;
import io.quenyan.encoder.BatchResult;
import io.quenyan.encoder.EncodeRequest;
import io.quenyan.encoder.Refusal;
import io.quenyan.encoder.TaskResult.StoredPackage;
import io.quenyan.outbox.OutgoingRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Counts what is announced: each fact is announced once, by the instance that stored it. A transaction that the
/// database asks to be tried again counts again, so these are figures for alerts and not for the books.
public final class MeasuredAnnouncements implements Announcements {

    private static final String PACKAGES = "quenyan.packages.encoded";

    private final Announcements announcements;
    private final MeterRegistry registry;
    private final Clock clock;

    public MeasuredAnnouncements(Announcements announcements, MeterRegistry registry, Clock clock) {
        this.announcements = announcements;
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public OutgoingRecord packageEncoded(Batch batch, StoredPackage stored) {
        registry.counter(PACKAGES, "outcome", "success").increment();
        return announcements.packageEncoded(batch, stored);
    }

    @Override
    public OutgoingRecord batchEncoded(
            Batch batch, BatchResult result, Map<String, Long> excluded, List<String> integrations) {
        registry.counter(PACKAGES, "outcome", "failure").increment(result.failed());
        Timer.builder("quenyan.encode.duration")
                .description("From the acceptance of a request to its stored index")
                .tag("outcome", result.outcome().name().toLowerCase(Locale.ROOT))
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(100))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(registry)
                .record(Duration.between(batch.acceptedAt(), clock.instant()));
        return announcements.batchEncoded(batch, result, excluded, integrations);
    }

    @Override
    public OutgoingRecord refused(EncodeRequest request, Refusal refusal) {
        registry.counter("quenyan.requests.refused", "reason", refusal.reason().name())
                .increment();
        return announcements.refused(request, refusal);
    }
}
