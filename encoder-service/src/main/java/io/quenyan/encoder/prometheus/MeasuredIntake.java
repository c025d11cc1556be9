package io.quenyan.encoder.prometheus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quenyan.encoder.Arrival;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the records that this instance put to the dead letters since it started, by the topic they came from.
public final class MeasuredIntake implements Arrival.Intake {

    private final Arrival.Intake intake;
    private final MeterRegistry registry;
    private final Map<String, AtomicLong> letters = new ConcurrentHashMap<>();

    public MeasuredIntake(Arrival.Intake intake, MeterRegistry registry, String topic) {
        this.intake = intake;
        this.registry = registry;
        letters(topic);
    }

    @Override
    public void take(List<Arrival> arrivals) {
        intake.take(arrivals);
        arrivals.stream()
                .filter(MeasuredIntake::isLetter)
                .forEach(arrival -> letters(arrival.position().topic()).incrementAndGet());
    }

    private static boolean isLetter(Arrival arrival) {
        return switch (arrival) {
            case Arrival.Unreadable _ -> true;
            case Arrival.Asked asked -> asked.deadLetter() != null;
        };
    }

    private AtomicLong letters(String topic) {
        return letters.computeIfAbsent(topic, name -> {
            AtomicLong count = new AtomicLong();
            Gauge.builder("quenyan.dlq.records", count, AtomicLong::doubleValue)
                    .description("Records put to the dead letters since the start of this instance")
                    .tag("topic", name)
                    .register(registry);
            return count;
        });
    }
}
