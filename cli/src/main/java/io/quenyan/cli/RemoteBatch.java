package io.quenyan.cli;

import io.quenyan.cli.kafka.Answers;
import io.quenyan.cli.kafka.Cluster;
import io.quenyan.cli.kafka.EventStream;
import io.quenyan.cli.kafka.From;
import io.quenyan.cli.kafka.RequestSender;
import io.quenyan.cli.kafka.SeenEvent;
import io.quenyan.event.BatchEncodeRequested;
import java.time.Duration;

/// Asks the services for a batch and waits for the answer.
final class RemoteBatch {

    private final Run run;
    private final Cluster cluster;

    RemoteBatch(Run run, Cluster cluster) {
        this.run = run;
        this.cluster = cluster;
    }

    /// The ends of the answer topics are taken before the request is sent, so no answer can be missed.
    ///
    /// @throws CommandFailure exit 8 if no answer came in time; the request stands, and can be waited for again
    SeenEvent ask(EncodeRequest request, Duration timeout) {
        try (EventStream answers = EventStream.open(cluster, Answers.topics(), new From.Latest())) {
            if (answers.isEmpty()) {
                throw new CommandFailure(Exit.UNREACHABLE, "NO_TOPICS", "The cluster has none of the answer topics");
            }
            BatchEncodeRequested event = request.event(run);
            run.log().record(event);
            new RequestSender(cluster).send(event);
            run.say("Asked as request %s".formatted(request.requestId()));
            return answers.await(Answers.of(request.requestId()), timeout)
                    .orElseThrow(() -> new CommandFailure(
                            Exit.NOTHING_SEEN,
                            "NOTHING_SEEN",
                            "No answer within %s; wait on: quenyan events wait --request-id %s"
                                    .formatted(timeout, request.requestId())));
        }
    }
}
