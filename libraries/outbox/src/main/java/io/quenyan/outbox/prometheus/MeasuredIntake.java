package io.quenyan.outbox.prometheus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quenyan.outbox.Arrival;
import io.quenyan.outbox.Intake;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the records of a topic that this instance put to the dead letters since it started.
public final class MeasuredIntake<T> implements Intake<T> {

    private final Intake<T> intake;
    private final AtomicLong letters = new AtomicLong();

    /// @param topic name of the topic that is taken in
    public MeasuredIntake(Intake<T> intake, MeterRegistry registry, String topic) {
        this.intake = intake;
        Gauge.builder("quenyan.dlq.records", letters, AtomicLong::doubleValue)
                .description("Records put to the dead letters since the start of this instance")
                .tag("topic", topic)
                .register(registry);
    }

    @Override
    public void take(List<Arrival<T>> arrivals) {
        intake.take(arrivals);
        letters.addAndGet(arrivals.stream().filter(MeasuredIntake::isLetter).count());
    }

    private static boolean isLetter(Arrival<?> arrival) {
        return switch (arrival) {
            case Arrival.Unreadable<?> _ -> true;
            case Arrival.Readable<?> readable -> readable.deadLetter() != null;
        };
    }
}
