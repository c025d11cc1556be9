package io.quenyan.cli;

import io.quenyan.cli.kafka.SeenEvent;
import io.quenyan.event.ReadResult.Faulty;
import io.quenyan.event.ReadResult.Readable;
import io.quenyan.event.ReadResult.Unreadable;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An event in one line, for people.
final class EventText {

    private EventText() {}

    static String of(SeenEvent seen) {
        return switch (seen.content()) {
            case Readable _ -> readable(seen);
            case Faulty(var _, String detail) -> readable(seen) + "  cannot be done: " + detail;
            case Unreadable(var reason, String detail) ->
                "%s  %s %d/%d is not readable: %s, %s"
                        .formatted(seen.timestamp(), seen.topic(), seen.partition(), seen.offset(), reason, detail);
        };
    }

    private static String readable(SeenEvent seen) {
        return Stream.of(
                        Optional.of(seen.timestamp().toString()),
                        seen.field("event_name").map("%-22s"::formatted),
                        seen.field("project_id"),
                        seen.field("outcome"),
                        seen.field("path"),
                        seen.field("encoded").map("%s encoded"::formatted),
                        seen.field("rebuilt").map("%s rebuilt"::formatted),
                        seen.field("reused").map("%s reused"::formatted),
                        seen.field("removed")
                                .filter(count -> !count.equals("0"))
                                .map("%s removed"::formatted),
                        seen.field("failed").filter(count -> !count.equals("0")).map("%s failed"::formatted),
                        seen.field("reason"),
                        seen.field("detail"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("  "));
    }
}
