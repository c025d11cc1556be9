package io.quenyan.cli;

import io.quenyan.cli.kafka.Answers;
import io.quenyan.cli.kafka.Cluster;
import io.quenyan.cli.kafka.EventStream;
import io.quenyan.cli.kafka.From;
import io.quenyan.cli.kafka.RequestSender;
import io.quenyan.cli.kafka.SeenEvent;
import io.quenyan.event.EventJson;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;

/// Asks the services for a batch or a rebuild and waits for the answer.
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
    SeenEvent ask(SpecificRecordBase event, Duration timeout) {
        String requestId = String.valueOf(event.get("request_id"));
        String projectId = String.valueOf(event.get("project_id"));
        boolean repeated = askedBefore(event, requestId, projectId);
        From from = repeated ? From.request(requestId) : new From.Latest();
        try (EventStream answers = EventStream.open(cluster, Answers.topics(), from)) {
            if (answers.isEmpty()) {
                throw new CommandFailure(Exit.UNREACHABLE, "NO_TOPICS", "The cluster has none of the answer topics");
            }
            if (repeated) {
                run.say("Request %s was asked before and is not asked again".formatted(requestId));
            } else {
                run.log().record(event);
                new RequestSender(cluster).send(event);
                run.say("Asked as request %s".formatted(requestId));
            }
            return answers.await(Answers.to(requestId).and(seen -> seen.has("project_id", projectId)), timeout)
                    .orElseThrow(() -> new CommandFailure(
                            Exit.NOTHING_SEEN,
                            "NOTHING_SEEN",
                            "No answer within %s; wait on: quenyan events wait --request-id %s"
                                    .formatted(timeout, requestId)));
        }
    }

    /// Whether the first request of that project and id is this one. If it is another, services refuse this one.
    private boolean askedBefore(SpecificRecordBase event, String requestId, String projectId) {
        try (EventStream requests = EventStream.open(
                cluster, topic -> event.getSchema().getName().equals(topic.record()), From.request(requestId))) {
            while (!requests.caughtUp()) {
                Optional<SeenEvent> first = requests.poll(STEP).stream()
                        .filter(seen -> seen.has("project_id", projectId) && seen.has("request_id", requestId))
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
