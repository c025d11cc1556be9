package io.quenyan.project;

import java.util.concurrent.Semaphore;

/// Keeps the files that are worked on at one moment within a part of the heap. A file too large for it is worked on
/// alone.
public final class MemoryBudget {

    private static final int KIB = 1024;

    /// What is held at most of a file at once, as a multiple of its size: content, payload, package and their texts.
    private static final int COPIES = 6;

    private final int all;
    private final Semaphore kibibytes;

    private MemoryBudget(int all) {
        this.all = all;
        this.kibibytes = new Semaphore(all, true);
    }

    /// A budget of half the heap, to be shared by everything that works on files at the same time.
    public static MemoryBudget halfTheHeap() {
        return new MemoryBudget((int) Math.min(Runtime.getRuntime().maxMemory() / 2 / KIB, Integer.MAX_VALUE));
    }

    /// A part of the budget; closing gives it back.
    public interface Taken extends AutoCloseable {
        @Override
        void close();
    }

    /// Waits until a file of `bytes` fits in.
    public Taken take(long bytes) throws InterruptedException {
        int wanted = (int) Math.min(all, bytes * COPIES / KIB + 1);
        kibibytes.acquire(wanted);
        return () -> kibibytes.release(wanted);
    }
}
