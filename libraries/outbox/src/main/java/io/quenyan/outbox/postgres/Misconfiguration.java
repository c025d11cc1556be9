package io.quenyan.outbox.postgres;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the database refused for a reason that somebody has to put right: a name or a right that is not there.
///
/// It is waited for as for a database that is down, because a database that is being restored lacks them too, and
/// nothing is lost meanwhile. But it is said at once, and it stands until it has not happened for a while.
final class Misconfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(Misconfiguration.class);

    /// Longer than the pause between two tries.
    private static final Duration STANDS = Duration.ofSeconds(30);

    /// Authentication (28), no such database, no such right, no such table.
    private static final Set<String> STATES = Set.of("28", "3D000", "42501", "42P01");

    private record Seen(String text, Instant at) {}

    private final Clock clock;
    private volatile @Nullable Seen last;

    Misconfiguration(Clock clock) {
        this.clock = clock;
    }

    /// Notes a refusal, if it is one of these.
    void note(String sqlState, @Nullable String message) {
        if (STATES.stream().noneMatch(sqlState::startsWith)) {
            return;
        }
        String text = "%s (SQL state %s)".formatted(message, sqlState);
        if (current().filter(text::equals).isEmpty()) {
            LOG.error("the database lacks what this service needs, which waits and loses nothing cause={}", text);
        }
        last = new Seen(text, clock.instant());
    }

    /// What has to be put right, if it still stands.
    Optional<String> current() {
        return Optional.ofNullable(last)
                .filter(seen -> clock.instant().isBefore(seen.at().plus(STANDS)))
                .map(Seen::text);
    }
}
