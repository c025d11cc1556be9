package io.quenyan.cli.kafka;

import io.quenyan.event.Topic;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/// The events that answer requests: a request gets exactly one of them.
public final class Answers {

    private static final Set<String> RECORDS =
            Set.of("ProjectBatchEncoded", "ProjectIncrementalRebuilt", "RequestRefused");

    private Answers() {}

    /// Takes the topics that answers come on.
    public static Predicate<Topic> topics() {
        return topic -> RECORDS.contains(Objects.requireNonNullElse(topic.record(), ""));
    }

    /// Takes all effects of that request.
    public static Predicate<SeenEvent> of(String requestId) {
        return seen -> seen.has("correlation_id", requestId);
    }

    /// Takes the answer of that request, and not those of requests that a service made for its sake.
    public static Predicate<SeenEvent> to(String requestId) {
        return of(requestId).and(seen -> seen.has("request_id", requestId));
    }
}
