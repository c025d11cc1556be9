package io.quenyan.encoder;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepsTest {

    private static final Instant LATE = Requests.NOW.plusSeconds(3_600);

    @ParameterizedTest
    @EnumSource(
            value = Claim.Kind.class,
            names = {"PLAN", "FINISH"})
    void refusesWhatKilledItsWorkersTooOften(Claim.Kind kind) {
        assertThatCode(() -> check(kind, Steps.MOST_CRASHES - 1, Requests.NOW)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(kind, Steps.MOST_CRASHES, Requests.NOW))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("ENCODER_CRASHED");
    }

    @Test
    void refusesATaskThatStillKillsAfterTheDeadline() {
        assertThatCode(() -> check(Claim.Kind.ENCODE, 50, Requests.NOW)).doesNotThrowAnyException();
        assertThatCode(() -> check(Claim.Kind.ENCODE, 0, LATE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(Claim.Kind.ENCODE, 1, LATE)).hasMessageStartingWith("EXPIRED");
    }

    private static void check(Claim.Kind kind, int crashes, Instant now) {
        Claim claim = new Claim(1, 1, "billing", kind, 0, crashes, null, 0, false, "worker");
        Batch batch = new Batch(1, Requests.right(), 1, Requests.NOW, Requests.NOW.plusSeconds(60), null);
        Steps.checkCrashes(claim, batch, now);
    }
}
