package io.quenyan.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.format.Passphrase;
import io.quenyan.outbox.Envelope;
import io.quenyan.project.StateCondition;
import io.quenyan.project.grants.Grants;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant DEADLINE = NOW.plusSeconds(60);
    private static final String HEX = "0".repeat(64);

    @TempDir
    static Path folder;

    private final Store store = new Store();

    @Test
    void refusesWhatTheEncoderGaveNoAnswerTo() {
        store.run = run(request(), StateCondition.OK, new RunPlan.Ask("rebuild-1", null), null);

        take(Claim.Kind.FINISH, DEADLINE.plusSeconds(120));

        assertThat(store.calls).containsExactly("refused EXPIRED");
    }

    @Test
    void takesInWhatIsEncodedHoweverLate() {
        store.run = run(request(), StateCondition.OK, new RunPlan.Ask("rebuild-1", null), batch());

        take(Claim.Kind.FINISH, DEADLINE.plusSeconds(120));

        assertThat(store.calls).containsExactly("overtaken");
    }

    @Test
    void plansAgainWhatWasDamagedAfterThePlan() {
        store.run = run(request(), StateCondition.OK, null, null);
        store.condition = StateCondition.QUARANTINED;

        take(Claim.Kind.FINISH, NOW);

        assertThat(store.calls).containsExactly("overtaken");
    }

    @Test
    void leavesWhatWasSetAsideToARunThatMakesEverythingAgain() {
        store.run = run(null, null, null, batch());
        store.condition = StateCondition.QUARANTINED;

        take(Claim.Kind.FINISH, NOW);

        assertThat(store.calls).containsExactly("dropped");
    }

    @Test
    void letsNobodyWaitForABatchThatNobodyAskedFor() {
        store.run = run(null, null, null, batch());

        steps(NOW).failed(claim(Claim.Kind.FINISH), new IllegalStateException("not now"));
        store.delays = true;
        steps(NOW).failed(claim(Claim.Kind.FINISH), new IllegalStateException("not now"));

        assertThat(store.calls).containsExactly("released", "dropped");
    }

    private void take(Claim.Kind kind, Instant now) {
        Steps steps = steps(now);
        Claim claim = claim(kind);
        try {
            steps.take(claim);
        } catch (RefusedException e) {
            steps.failed(claim, e);
        }
    }

    private Steps steps(Instant now) {
        Grants grants = new Grants(Map.of(
                "billing",
                new Grants.ProjectGrants(List.of("git+" + uri()), List.of(uri()), Set.of("main"), Set.of("*"))));
        return new Steps(
                store,
                grants,
                new Secrets(_ -> Optional.of(Passphrase.of("a passphrase".toCharArray()))),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String uri() {
        return folder.toUri().toString().replaceFirst("/$", "");
    }

    private static Claim claim(Claim.Kind kind) {
        return new Claim(1, 1, "billing", kind, 0, "worker");
    }

    private static Envelope envelope() {
        return new Envelope("event-1", NOW, "ci", "claimed", "test", null, false, null);
    }

    private static RebuildRequest request() {
        return new RebuildRequest(
                envelope(),
                "request-1",
                "billing",
                "git+" + uri(),
                "main",
                uri(),
                List.of(),
                true,
                "main",
                2,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static EncodedBatch batch() {
        return new EncodedBatch(
                "event-2",
                "rebuild-1",
                "billing",
                "git+" + uri(),
                "commit",
                "tree",
                uri(),
                HEX,
                HEX,
                2,
                null,
                null,
                List.of(),
                5,
                null,
                NOW,
                "request-1",
                envelope());
    }

    private static Run run(
            @Nullable RebuildRequest request,
            @Nullable StateCondition state,
            RunPlan.@Nullable Ask ask,
            @Nullable EncodedBatch batch) {
        RunPlan plan = request == null
                ? null
                : new RunPlan(
                        "commit", "tree", 0, Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), HEX, ask);
        return new Run(1, "billing", uri(), request, NOW, DEADLINE, 1, state, null, null, plan, batch);
    }

    /// One run, and what was said of it.
    private static final class Store implements RunStore {
        private final List<String> calls = new ArrayList<>();
        private @Nullable Run run;
        private StateCondition condition = StateCondition.MISSING;
        private boolean delays;

        @Override
        public Optional<Claim> claim(String holder) {
            return Optional.empty();
        }

        @Override
        public boolean renew(Claim claim) {
            return true;
        }

        @Override
        public void release(Claim claim, Duration pause) {
            calls.add("released");
        }

        @Override
        public Run run(long runId) {
            return Objects.requireNonNull(run);
        }

        @Override
        public Inventory inventory(Run of) {
            return Inventory.none(condition);
        }

        @Override
        public void planned(Claim claim, RunPlan plan) {
            calls.add("planned");
        }

        @Override
        public void finished(Claim claim, Inventory before, RunResult result) {
            calls.add("finished");
        }

        @Override
        public void overtaken(Claim claim, Duration pause) {
            calls.add("overtaken");
        }

        @Override
        public boolean delays(Run other) {
            return delays;
        }

        @Override
        public void dropped(Claim claim) {
            calls.add("dropped");
        }

        @Override
        public void refused(Claim claim, Refusal refusal) {
            calls.add("refused " + refusal.reason());
        }
    }
}
