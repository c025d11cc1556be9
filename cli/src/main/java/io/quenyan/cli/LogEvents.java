package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.event.EventIds;
import io.quenyan.event.EventJson;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// The log events of a run, one line each on stderr: the runbook's envelope, and what ties the line to others.
/// Every one is also in the journal, whatever stderr shows.
final class LogEvents {

    private static final int PORTION = 500;
    private static final int MOST_INCIDENT = 128;
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Terminal terminal;
    private final GlobalOptions options;
    private final Clock clock;
    private final RunJournal journal;
    private @Nullable UUID runId;

    LogEvents(Terminal terminal, GlobalOptions options, Clock clock, RunJournal journal) {
        this.terminal = terminal;
        this.options = options;
        this.clock = clock;
        this.journal = journal;
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

    /// The incident that this run belongs to, if `QUENYAN_INCIDENT` names one.
    Optional<String> incident() {
        Optional<String> incident = terminal.variable("QUENYAN_INCIDENT");
        if (incident.filter(id -> id.length() > MOST_INCIDENT).isPresent()) {
            throw new CommandFailure(
                    Exit.USAGE, "USAGE", "QUENYAN_INCIDENT: at most %d characters".formatted(MOST_INCIDENT));
        }
        return incident;
    }

    /// Writes an event. Its id follows from the run and `subject`.
    void write(String event, String subject, ObjectNode payload) {
        write(event, subject, payload, clock.instant());
    }

    /// What is said of one subject.
    record Line(String subject, ObjectNode payload) {}

    /// Writes many events of one name, which become durable in portions.
    void writeAll(String event, Stream<Line> lines) {
        Instant now = clock.instant();
        List<ObjectNode> portion = new ArrayList<>(PORTION);
        lines.forEach(line -> {
            portion.add(envelope(event, line.subject(), line.payload(), now));
            if (portion.size() == PORTION) {
                flush(portion);
            }
        });
        flush(portion);
    }

    private void flush(List<ObjectNode> portion) {
        journal.append(List.copyOf(portion));
        portion.forEach(this::show);
        portion.clear();
    }

    /// Keeps an event that goes to a topic in the journal.
    void record(SpecificRecord event) {
        ObjectNode content = EventJson.of(event);
        ObjectNode line = envelope(content.path("event_name").asText(), runId(), content, clock.instant());
        line.set("event_id", content.path("event_id"));
        line.set("correlation_id", content.path("correlation_id"));
        journal.append(line);
    }

    /// Writes an event of that time.
    void write(String event, String subject, ObjectNode payload, Instant at) {
        ObjectNode line = envelope(event, subject, payload, at);
        journal.append(line);
        show(line);
    }

    private void show(ObjectNode line) {
        switch (options.logFormat()) {
            case json -> terminal.err().println(line);
            case plain -> terminal.err().println(line.path("event").textValue() + ": " + line.path("payload"));
            case quiet -> {}
        }
    }

    ObjectNode envelope(String event, String subject, ObjectNode payload, Instant now) {
        ObjectNode line = Run.object();
        line.put("timestamp", MICROSECONDS.format(now));
        line.put("event", event);
        line.set("payload", payload);
        line.put("event_id", EventIds.of(runId(), event, subject).toString());
        line.put("correlation_id", runId());
        line.putNull("causation_id");
        line.put("run_id", runId());
        incident().ifPresent(incident -> line.put("incident_id", incident));
        line.put("actor", actor());
        line.put("host", host());
        return line;
    }
}
