package io.quenyan.outbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MisconfigurationTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource source = () -> now;
    private final Misconfiguration misconfiguration = new Misconfiguration(source.withZone(ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "3D000", "42501", "42P01"})
    void standsWhileItGoesOn(String state) {
        misconfiguration.note(state, "no");
        now = now.plus(Duration.ofSeconds(29));

        assertThat(misconfiguration.current()).hasValue("no (SQL state %s)".formatted(state));
    }

    @Test
    void isForgottenOnceItHasNotHappenedForAWhile() {
        misconfiguration.note("42P01", "no");
        now = now.plus(Duration.ofSeconds(30));

        assertThat(misconfiguration.current()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40P01", "57P01"})
    void isNotADatabaseThatIsDown(String state) {
        misconfiguration.note(state, "down");

        assertThat(misconfiguration.current()).isEmpty();
    }
}
