package io.quenyan.cli;

import io.quenyan.cli.file.DamagedSpoolException;
import io.quenyan.cli.file.Spool;
import io.quenyan.cli.kafka.Cluster;
import io.quenyan.cli.kafka.EventSender;
import io.quenyan.event.EncodedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Sends what waits in the spool, and lets go of it when the cluster has acknowledged it.
///
/// A run's events are let go of together. When the process ends between the first event and the last acknowledgement,
/// the
/// next publication sends all of the run again, with the same ids, and says so.
final class Publication {

    private final Spool spool;
    private final EventSender sender;

    Publication(Spool spool, Cluster cluster) {
        this.spool = spool;
        this.sender = new EventSender(cluster);
    }

    /// A run whose events are on the topics.
    ///
    /// @param sentAgain whether some of them may have been there already, under the same ids
    record Sent(String run, int events, boolean sentAgain) {}

    /// Sends these, oldest first.
    ///
    /// @throws CommandFailure exit 9 while another process publishes, exit 7 if a file of the spool is damaged
    List<Sent> send(List<Spool.Kept> waiting) throws IOException {
        try (Spool.Claim _ = spool.claim().orElseThrow(Publication::inUse)) {
            List<Sent> sent = new ArrayList<>();
            for (Spool.Kept kept : waiting) {
                sent.add(send(kept));
            }
            return sent;
        }
    }

    private Sent send(Spool.Kept kept) throws IOException {
        List<EncodedEvent> events = events(kept);
        Spool.Kept begun = spool.begin(kept);
        sender.send(events);
        spool.done(begun);
        return new Sent(kept.name(), events.size(), kept.begun());
    }

    private static List<EncodedEvent> events(Spool.Kept kept) throws IOException {
        try {
            return kept.events();
        } catch (DamagedSpoolException e) {
            throw new CommandFailure(
                    Exit.INTEGRITY,
                    "SPOOL_DAMAGED",
                    "'%s' does not hold what was spooled; nothing of it was sent. Move it away to go on with the others"
                            .formatted(kept.file()),
                    e);
        }
    }

    private static CommandFailure inUse() {
        return new CommandFailure(
                Exit.UNREACHABLE,
                "SPOOL_IN_USE",
                "Another process publishes from the spool; try again when it is done");
    }
}
