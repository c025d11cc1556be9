package io.quenyan.outbox.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private final Ledger ledger = new Ledger();
    private final Leases<String> leases = new Leases<>(ledger, Duration.ofSeconds(60));
    private final Worker<String> worker = new Worker<>("w", ledger, leases, ledger);

    @AfterEach
    void close() {
        leases.close();
    }

    @Test
    void doesOnePieceAfterTheOther() {
        ledger.open.addAll(List.of("a", "b"));

        worker.run();

        assertThat(ledger.done).containsExactly("a", "b");
    }

    @Test
    void survivesAnError() {
        ledger.thrown = Map.of("a", new OutOfMemoryError("a file was too much"));
        ledger.open.addAll(List.of("a", "b"));

        worker.run();

        assertThat(ledger.done).containsExactly("b");
        assertThat(ledger.failed).isEmpty();
    }

    @Test
    void handsOverWhatFailed() {
        ledger.thrown = Map.of("a", new IllegalStateException("no"));
        ledger.open.addAll(List.of("a", "b"));

        worker.run();

        assertThat(ledger.failed).containsExactly("a");
        assertThat(ledger.done).containsExactly("b");
    }

    /// Work in memory; a worker that finds none is told to end.
    private final class Ledger implements Work<String>, Idle {
        final Queue<String> open = new ArrayDeque<>();
        final List<String> done = new ArrayList<>();
        final List<String> failed = new ArrayList<>();
        Map<String, Throwable> thrown = Map.of();

        @Override
        public Optional<String> claim(String holder) {
            return Optional.ofNullable(open.poll());
        }

        @Override
        public boolean renew(String claim) {
            return true;
        }

        @Override
        public void take(String claim) {
            switch (thrown.get(claim)) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> done.add(claim);
            }
        }

        @Override
        public void failed(String claim, RuntimeException failure) {
            failed.add(claim);
        }

        @Override
        public void start() {}

        @Override
        public long ticket() {
            return 0;
        }

        @Override
        public void await(long ticket) {
            worker.stop();
        }

        @Override
        public void close() {}
    }
}
