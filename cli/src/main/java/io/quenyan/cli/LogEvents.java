package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.event.EventIds;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The log events of a run, one line each on stderr: the runbook's envelope, and what ties the line to others.
final class LogEvents {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Terminal terminal;
    private final GlobalOptions options;
    private final Clock clock;
    private @Nullable UUID runId;

    LogEvents(Terminal terminal, GlobalOptions options, Clock clock) {
        this.terminal = terminal;
        this.options = options;
        this.clock = clock;
    }

    /// Id of this invocation, and so the `correlation_id` of its events.
    String runId() {
        if (runId == null) {
            runId = EventIds.root();
        }
        return runId.toString();
    }

    /// Who runs this, as far as the environment claims, else by the name of the account.
    String actor() {
        return terminal.variable("USER")
                .or(() -> terminal.variable("LOGNAME"))
                .orElseGet(() -> System.getProperty("user.name", "unknown"));
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    /// Writes an event. Its id follows from the run and `subject`.
    void write(String event, String subject, ObjectNode payload) {
        switch (options.logFormat()) {
            case json -> terminal.err().println(envelope(event, subject, payload, clock.instant()));
            case plain -> terminal.err().println(event + ": " + payload);
            case quiet -> {}
        }
    }

    private ObjectNode envelope(String event, String subject, ObjectNode payload, Instant now) {
        ObjectNode line = Run.object();
        line.put("timestamp", MICROSECONDS.format(now));
        line.put("event", event);
        line.set("payload", payload);
        line.put("event_id", EventIds.of(runId(), event, subject).toString());
        line.put("correlation_id", runId());
        line.putNull("causation_id");
        line.put("run_id", runId());
        line.put("actor", actor());
        line.put("host", host());
        return line;
    }
}
