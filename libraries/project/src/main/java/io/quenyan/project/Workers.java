package io.quenyan.project;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Work on many files, in chunks, on all cores.
final class Workers {

    /// Files whose packages are made durable together.
    static final int CHUNK = 500;

    private static final long PATIENCE_SECONDS = 60;

    private Workers() {}

    /// What is done with a chunk.
    interface Work<T, R> {
        R of(List<T> chunk) throws InterruptedException;
    }

    /// The results of all chunks, in order. The first failure ends the others and is thrown.
    ///
    /// @throws CancellationException if this thread was interrupted; no work goes on after that
    static <T, R> List<R> inChunks(List<T> items, Work<T, R> work) {
        ExecutorService pool = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("quenyan-worker-", 1).factory());
        try {
            List<Future<R>> running = new ArrayList<>();
            for (int from = 0; from < items.size(); from += CHUNK) {
                List<T> chunk = items.subList(from, Math.min(from + CHUNK, items.size()));
                running.add(pool.submit(() -> work.of(chunk)));
            }
            List<R> results = new ArrayList<>(running.size());
            for (Future<R> each : running) {
                results.add(each.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            end(pool);
        }
    }

    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Workers did not end within %d s".formatted(PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException rethrown(ExecutionException failure) {
        return switch (failure.getCause()) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case InterruptedException e -> cancelled(e);
            case null, default -> new IllegalStateException("A worker failed", failure);
        };
    }

    private static CancellationException cancelled(Throwable cause) {
        var cancelled = new CancellationException("Interrupted before the end; nothing was published");
        cancelled.initCause(cause);
        return cancelled;
    }
}
