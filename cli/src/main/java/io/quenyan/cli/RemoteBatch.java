package io.quenyan.cli;

import io.quenyan.cli.kafka.Answers;
import io.quenyan.cli.kafka.Cluster;
import io.quenyan.cli.kafka.EventStream;
import io.quenyan.cli.kafka.From;
import io.quenyan.cli.kafka.RequestSender;
import io.quenyan.cli.kafka.SeenEvent;
import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.EventJson;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// Asks the services for a batch and waits for the answer.
final class RemoteBatch {

    private static final Duration STEP = Duration.ofMillis(500);

    private final Run run;
    private final Cluster cluster;

    RemoteBatch(Run run, Cluster cluster) {
        this.run = run;
        this.cluster = cluster;
    }

    /// The ends of the answer topics are taken before the request is sent, so no answer can be missed. What was asked
    /// before, under the same id, is not asked again: it has one answer, which may be there already.
    ///
    /// @throws CommandFailure exit 8 if no answer came in time; the request stands, and can be waited for again
    SeenEvent ask(EncodeRequest request, Duration timeout) {
        BatchEncodeRequested event = request.event(run);
        boolean repeated = askedBefore(request, event);
        From from = repeated ? From.request(request.requestId()) : new From.Latest();
        try (EventStream answers = EventStream.open(cluster, Answers.topics(), from)) {
            if (answers.isEmpty()) {
                throw new CommandFailure(Exit.UNREACHABLE, "NO_TOPICS", "The cluster has none of the answer topics");
            }
            if (repeated) {
                run.say("Request %s was asked before and is not asked again".formatted(request.requestId()));
            } else {
                run.log().record(event);
                new RequestSender(cluster).send(event);
                run.say("Asked as request %s".formatted(request.requestId()));
            }
            return answers.await(answer(request), timeout)
                    .orElseThrow(() -> new CommandFailure(
                            Exit.NOTHING_SEEN,
                            "NOTHING_SEEN",
                            "No answer within %s; wait on: quenyan events wait --request-id %s"
                                    .formatted(timeout, request.requestId())));
        }
    }

    private static Predicate<SeenEvent> answer(EncodeRequest request) {
        return Answers.of(request.requestId()).and(seen -> seen.has("project_id", request.projectId()));
    }

    /// Whether the first request of that project and id is this one. If it is another, services refuse this one.
    private boolean askedBefore(EncodeRequest request, BatchEncodeRequested event) {
        try (EventStream requests = EventStream.open(
                cluster,
                topic -> event.getSchema().getName().equals(topic.record()),
                From.request(request.requestId()))) {
            while (!requests.caughtUp()) {
                Optional<SeenEvent> first = requests.poll(STEP).stream()
                        .filter(seen -> seen.has("project_id", request.projectId())
                                && seen.has("request_id", request.requestId()))
                        .findFirst();
                if (first.isPresent()) {
                    return first.flatMap(SeenEvent::event)
                            .filter(earlier -> EventJson.withoutBlock(earlier).equals(EventJson.withoutBlock(event)))
                            .isPresent();
                }
            }
            return false;
        }
    }
}
