package io.quenyan.cli;

import io.quenyan.cli.kafka.Answers;
import io.quenyan.cli.kafka.EventStream;
import io.quenyan.cli.kafka.From;
import io.quenyan.cli.kafka.SeenEvent;
import io.quenyan.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Waits for one event: what a pipeline runs to go on when a batch is done, or to notice that none was.
@Command(
        description = "Wait for the answer of a request, or for the next event of a project.",
        footer = "Exit: 0 success, 6 some files failed, 8 nothing came, 9 no cluster, 10 refused.")
final class EventsWaitCommand implements Callable<Integer> {

    private final Run run;

    @Option(names = "--request-id", paramLabel = "ID", description = "Wait for the answer of this request.")
    private @Nullable String requestId;

    @Option(names = "--project", paramLabel = "ID", description = "Wait for an event of this project.")
    private @Nullable String project;

    @Option(
            names = "--event",
            paramLabel = "NAME",
            description = "Log name of the event, for example project-batch-encode.")
    private @Nullable String event;

    @Option(
            names = "--after",
            paramLabel = "TIME",
            description =
                    "Only events that occurred then or later, for example 2026-03-01T12:00:00Z (default: from now).")
    private @Nullable Instant after;

    @Option(
            names = "--timeout",
            defaultValue = "15m",
            converter = Spans.class,
            paramLabel = "SPAN",
            description = "How long to wait (default: 15m).")
    private Duration timeout = Duration.ofMinutes(15);

    @Mixin
    private final ClusterOptions clusters = new ClusterOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    EventsWaitCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        if (requestId == null && (project == null || event == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Say what to wait for: --request-id ID, or --project ID with --event NAME");
        }
        try (EventStream stream = EventStream.open(clusters.find(run), topics(), from())) {
            if (stream.isEmpty()) {
                throw new CommandFailure(Exit.UNREACHABLE, "NO_TOPICS", "The cluster has none of the topics");
            }
            Optional<SeenEvent> seen = stream.await(wanted(), timeout);
            if (seen.isEmpty()) {
                throw new CommandFailure(
                        Exit.NOTHING_SEEN, "NOTHING_SEEN", "No such event within %s".formatted(timeout));
            }
            run.print(seen.get().toNode().required("event"));
            return EventExit.of(seen.get()).code();
        }
    }

    private Predicate<Topic> topics() {
        return requestId != null && event == null ? Answers.topics() : _ -> true;
    }

    private From from() {
        if (after != null) {
            return new From.At(after);
        }
        return requestId != null ? From.request(requestId) : new From.Latest();
    }

    private Predicate<SeenEvent> wanted() {
        return seen -> (requestId == null || asked(requestId).test(seen))
                && (project == null || seen.has("project_id", project))
                && (event == null || seen.has("event_name", event))
                && (after == null || !seen.timestamp().isBefore(after.truncatedTo(ChronoUnit.MILLIS)));
    }

    /// What is waited for by its request alone is the answer; of other requests made for its sake nobody asked.
    private Predicate<SeenEvent> asked(String request) {
        return event == null ? Answers.to(request) : Answers.of(request);
    }
}
