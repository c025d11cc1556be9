package io.quenyan.cli;

import io.quenyan.cli.kafka.EventStream;
import io.quenyan.cli.kafka.From;
import io.quenyan.cli.kafka.SeenEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Prints events as they come.
@Command(description = "Print the log events of a cluster as they come; with --json one object a line.")
final class EventsTailCommand implements Callable<Integer> {

    private static final Duration STEP = Duration.ofMillis(500);

    private final Run run;

    @Option(names = "--event", paramLabel = "NAME", description = "Only events of these log names.")
    private List<String> events = List.of();

    @Option(names = "--project", paramLabel = "ID", description = "Only events of this project.")
    private @Nullable String project;

    @Option(names = "--request-id", paramLabel = "ID", description = "Only events of this request.")
    private @Nullable String requestId;

    @Option(
            names = "--from",
            defaultValue = "latest",
            converter = FromText.class,
            paramLabel = "earliest|latest|TIME",
            description = "Where to begin (default: latest).")
    private From from = new From.Latest();

    @Option(names = "--until-now", description = "Stop at what was there at the start.")
    private boolean untilNow;

    @Option(names = "--limit", paramLabel = "N", description = "Stop after so many events.")
    private long limit = Long.MAX_VALUE;

    @Mixin
    private final ClusterOptions clusters = new ClusterOptions();

    EventsTailCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        try (EventStream stream = EventStream.open(clusters.find(run), _ -> true, from)) {
            if (stream.isEmpty()) {
                throw new CommandFailure(Exit.UNREACHABLE, "NO_TOPICS", "The cluster has none of the topics");
            }
            long printed = 0;
            while (printed < limit && !(untilNow && stream.caughtUp())) {
                List<SeenEvent> seen = stream.poll(STEP).stream()
                        .filter(wanted())
                        .limit(limit - printed)
                        .toList();
                seen.forEach(this::print);
                printed += seen.size();
            }
            return Exit.OK.code();
        }
    }

    private Predicate<SeenEvent> wanted() {
        return seen -> (events.isEmpty() || events.stream().anyMatch(name -> seen.has("event_name", name)))
                && (project == null || seen.has("project_id", project))
                && (requestId == null || seen.has("correlation_id", requestId));
    }

    private void print(SeenEvent seen) {
        run.print(seen.toNode(), EventText.of(seen));
        run.terminal().out().flush();
    }

    /// Where reading begins, as it stands on the command line.
    static final class FromText implements ITypeConverter<From> {
        @Override
        public From convert(String text) {
            return switch (text) {
                case "earliest" -> new From.Earliest();
                case "latest" -> new From.Latest();
                default -> new From.At(time(text));
            };
        }

        private static Instant time(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'%s' is neither earliest, latest nor a time such as 2026-03-01T12:00:00Z".formatted(text));
            }
        }
    }
}
