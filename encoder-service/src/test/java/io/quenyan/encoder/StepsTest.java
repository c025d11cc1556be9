package io.quenyan.encoder;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StepsTest {

    private static final Instant LATE = Requests.NOW.plusSeconds(3_600);

    @Test
    void refusesAPlanThatKilledItsWorkersTooOften() {
        assertThatCode(() -> check(Claim.Kind.PLAN, Steps.MOST_CRASHES - 1, Requests.NOW))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(Claim.Kind.PLAN, Steps.MOST_CRASHES, Requests.NOW))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("ENCODER_CRASHED");
    }

    @Test
    void refusesAnEndThatKilledItsWorkersTooOften() {
        assertThatCode(() -> Steps.checkFinish(claim(Claim.Kind.FINISH, Steps.MOST_CRASHES - 1)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Steps.checkFinish(claim(Claim.Kind.FINISH, Steps.MOST_CRASHES)))
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
        Batch batch = new Batch(1, Requests.right(), 1, Requests.NOW, Requests.NOW.plusSeconds(60), null);
        Steps.checkCrashes(claim(kind, crashes), batch, now);
    }

    private static Claim claim(Claim.Kind kind, int crashes) {
        return new Claim(1, 1, "billing", kind, 0, crashes, null, 0, false, "worker");
    }
}
