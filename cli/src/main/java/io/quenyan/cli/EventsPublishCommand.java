package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.file.Spool;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Sends the events of earlier runs, which could not be published then.
@Command(
        description = "Publish the events of earlier runs that wait in the spool, with their own ids and times.",
        footer = "Exit: 0 nothing waits any more, 7 the spool is damaged, 9 no cluster.")
final class EventsPublishCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Mixin
    private final ClusterOptions clusters = new ClusterOptions();

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    EventsPublishCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        Spool spool = Spool.under(run.home());
        List<Spool.Kept> waiting = spool.waiting();
        if (dryRun.given() || waiting.isEmpty()) {
            tellWaiting(waiting);
            return Exit.OK.code();
        }
        List<Publication.Sent> sent = new Publication(spool, clusters.find(run)).send(waiting);
        ObjectNode result = result(sent);
        run.log().write("events-published", run.log().runId(), result.deepCopy());
        sent.stream()
                .filter(Publication.Sent::sentAgain)
                .forEach(again -> run.warn(
                        "%s was begun earlier: all its events were sent again with the same ids; readers drop repeats by event_id"
                                .formatted(again.run())));
        run.print(
                result,
                "%d events of %d runs published".formatted(result.path("events").intValue(), sent.size()));
        return Exit.OK.code();
    }

    private void tellWaiting(List<Spool.Kept> waiting) {
        ObjectNode result = Run.object();
        ArrayNode names = result.putArray("waiting");
        waiting.forEach(kept -> names.add(kept.name()));
        run.print(
                result,
                waiting.isEmpty()
                        ? "Nothing waits to be published"
                        : "Events of %d runs wait: %s"
                                .formatted(
                                        waiting.size(),
                                        String.join(
                                                ", ",
                                                names.valueStream()
                                                        .map(name -> name.asText())
                                                        .toList())));
    }

    private static ObjectNode result(List<Publication.Sent> sent) {
        ObjectNode result = Run.object();
        ArrayNode runs = result.putArray("published");
        for (Publication.Sent one : sent) {
            runs.addObject().put("run", one.run()).put("events", one.events()).put("sent_again", one.sentAgain());
        }
        result.put("events", sent.stream().mapToInt(Publication.Sent::events).sum());
        return result;
    }
}
