package io.quenyan.format;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A key that the first who asks derives. A derivation that fails is tried again by the next.
final class PendingKey implements AutoCloseable {

    private final Passphrase passphrase;
    private final KeyDerivation derivation;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable DerivedKey key;

    PendingKey(Passphrase passphrase, KeyDerivation derivation) {
        this.passphrase = passphrase;
        this.derivation = derivation;
    }

    DerivedKey get() {
        lock.lock();
        try {
            DerivedKey known = key;
            if (known == null) {
                known = DerivedKey.derive(passphrase, derivation);
                key = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a derivation that is under way, and wipes what it yields.
    @Override
    public void close() {
        lock.lock();
        try {
            if (key != null) {
                key.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
