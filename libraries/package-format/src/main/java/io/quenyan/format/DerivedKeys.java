package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The keys of one passphrase, each derived once. Bounded: of more than 64 salts the ones used longest ago are derived
/// again. Everything is wiped on close. Safe for use by several threads: who asks for a key that is being derived waits
/// for it, and nobody else does.
public final class DerivedKeys implements KeySource, AutoCloseable {

    private static final int MOST = 64;

    private final Passphrase passphrase;
    private final KdfLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<KeyDerivation, PendingKey> keys = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    /// Takes `passphrase` over, and wipes it on close.
    public DerivedKeys(Passphrase passphrase, KdfLimits limits) {
        this.passphrase = passphrase;
        this.limits = limits;
    }

    /// The key for `derivation`, derived if it is not there.
    ///
    /// @throws PackageException `KDF_LIMIT` if it costs more than the limits; nothing was derived
    public DerivedKey get(KeyDerivation derivation) {
        limits.check(derivation);
        return pending(derivation).get();
    }

    /// The same: a passphrase protects whatever it protects, and no package can say otherwise.
    @Override
    public DerivedKey get(KeyDerivation derivation, @Nullable JsonNode block) {
        return get(derivation);
    }

    private PendingKey pending(KeyDerivation derivation) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The keys were wiped");
            }
            PendingKey pending = keys.computeIfAbsent(derivation, missing -> new PendingKey(passphrase, missing));
            if (keys.size() > MOST) {
                // Not wiped here: another thread may be using it this moment.
                keys.remove(keys.keySet().iterator().next());
            }
            return pending;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            keys.values().forEach(PendingKey::close);
            keys.clear();
            passphrase.close();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "DerivedKeys[redacted]";
    }
}
