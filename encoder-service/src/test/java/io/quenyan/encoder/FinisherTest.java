package io.quenyan.encoder;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.format.Pbkdf2;
import io.quenyan.format.Salt;
import io.quenyan.project.ProjectIndex;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an index may replace.
class FinisherTest {

    private static final String CONTENT = "c".repeat(64);
    private static final String BASE = "b".repeat(64);
    private static final String OTHER = "d".repeat(64);
    private static final Instant DEADLINE = Requests.NOW.plusSeconds(60);

    @Test
    void replacesNothingOrAnOlderIndex() {
        assertThatCode(() -> check(null, current(null, null, 0), Requests.NOW)).doesNotThrowAnyException();
        assertThatCode(() -> check(null, current(OTHER, OTHER, 6), Requests.NOW))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(BASE, current(BASE, OTHER, 6), Requests.NOW)).doesNotThrowAnyException();
    }

    @Test
    void writesItsOwnIndexAgainEvenLate() {
        assertThatCode(() -> check(BASE, current(OTHER, CONTENT, 7), DEADLINE.plusSeconds(1)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesToReplaceWhatAnotherWriterPutThere() {
        assertRefused("BASE_INDEX_CHANGED", null, current(OTHER, OTHER, 7), Requests.NOW);
        assertRefused("BASE_INDEX_CHANGED", null, current(OTHER, CONTENT, 8), Requests.NOW);
        assertRefused("BASE_INDEX_CHANGED", BASE, current(OTHER, OTHER, 6), Requests.NOW);
        assertRefused("BASE_INDEX_CHANGED", BASE, current(null, null, 0), Requests.NOW);
    }

    @Test
    void refusesToEndAfterTheDeadline() {
        assertRefused("EXPIRED", null, current(OTHER, OTHER, 6), DEADLINE.plusSeconds(1));
    }

    private static void assertRefused(String reason, @Nullable String base, Outputs.Current current, Instant now) {
        assertThatThrownBy(() -> check(base, current, now))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(reason);
    }

    private static void check(@Nullable String base, Outputs.Current current, Instant now) {
        Requests.Change change = new Requests.Change();
        change.baseIndexSha256 = base;
        Batch batch = new Batch(1, Requests.with(change), 7, Requests.NOW, DEADLINE, null);
        ProjectIndex index = new ProjectIndex(
                "billing",
                "1".repeat(40),
                "2".repeat(40),
                false,
                7,
                null,
                new Pbkdf2(Salt.ofHex("00".repeat(16))),
                null,
                CONTENT,
                List.of(),
                List.of());
        Finisher.checkReplaced(batch, index, current, now);
    }

    private static Outputs.Current current(@Nullable String sha256, @Nullable String content, long generation) {
        return new Outputs.Current(sha256, content, generation, null, null, false);
    }
}
