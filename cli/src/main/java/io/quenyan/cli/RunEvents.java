package io.quenyan.cli;

import io.quenyan.cli.file.Spool;
import io.quenyan.cli.kafka.Cluster;
import io.quenyan.event.EncodedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Brings the events of a run to the topics, now or later. Nothing that goes wrong here changes how the run ends.
///
/// They go to the spool first and from there to the cluster, so that no crash in between loses one. Where more waits
/// than
/// may, only a run's last event stays, the one that says what it came to.
final class RunEvents {

    private final Run run;
    private final ClusterOptions clusters;

    RunEvents(Run run, ClusterOptions clusters) {
        this.run = run;
        this.clusters = clusters;
    }

    void tell(List<EncodedEvent> events) {
        Optional<Path> home = run.homeIfKnown();
        if (home.isEmpty()) {
            run.warn("Neither QUENYAN_HOME nor HOME is set: the events of this run are not kept for publishing");
            return;
        }
        Spool spool = Spool.under(home.get());
        try {
            Spool.Kept kept = spool.keep(run.clock().instant(), run.log().runId(), events);
            publish(spool, kept, events);
        } catch (IOException e) {
            run.warn("The events of this run cannot be kept for publishing (%s); the work is done all the same"
                    .formatted(Failures.of(e, false).getMessage()));
        }
    }

    private void publish(Spool spool, Spool.Kept kept, List<EncodedEvent> events) throws IOException {
        String why;
        try {
            Optional<Cluster> cluster = clusters.findIfAny(run);
            if (cluster.isPresent()) {
                new Publication(spool, cluster.get()).send(List.of(kept));
                return;
            }
            why = "no cluster is configured";
        } catch (IOException | RuntimeException e) {
            why = String.valueOf(Failures.of(e, false).getMessage());
        }
        if (SpoolLimit.of(run).passedBy(spool.size())) {
            spool.shorten(kept, events);
            run.warn("SPOOL_FULL: more than %d MiB wait in %s: of this run only the last event of %d is kept. %s"
                    .formatted(
                            SpoolLimit.of(run).mebibytes(),
                            spool.folder(),
                            events.size(),
                            "Publish (quenyan events publish), move files away, or set " + SpoolLimit.VARIABLE));
            return;
        }
        run.say("%d events wait in %s (%s); send them later: quenyan events publish"
                .formatted(events.size(), spool.folder(), why));
    }
}
