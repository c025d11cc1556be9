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

    /// Most files whose packages are made durable together, and how many are worth a thread.
    private static final int MOST = 500;

    private static final int LEAST = 16;

    /// So many chunks a core, where there are few files, so that none waits long for the others.
    private static final int EACH_CORE = 3;

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
        int cores = Runtime.getRuntime().availableProcessors();
        int size = Math.clamp(items.size() / (EACH_CORE * cores) + 1, LEAST, MOST);
        ExecutorService pool = Executors.newFixedThreadPool(
                cores, Thread.ofPlatform().daemon().name("quenyan-worker-", 1).factory());
        try {
            List<Future<R>> running = new ArrayList<>();
            for (int from = 0; from < items.size(); from += size) {
                List<T> chunk = items.subList(from, Math.min(from + size, items.size()));
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
