package io.quenyan.cli;

import io.quenyan.cli.kafka.SeenEvent;

/// The exit code that an awaited event stands for.
final class EventExit {

    private EventExit() {}

    static Exit of(SeenEvent seen) {
        if (seen.field("unaccounted").filter(count -> !count.equals("0")).isPresent()) {
            return Exit.INTEGRITY;
        }
        return switch (seen.field("outcome").orElse("unknown")) {
            case "refused" -> Exit.REFUSED;
            case "partial", "failure" -> Exit.SOME_FAILED;
            default -> Exit.OK;
        };
    }
}
