package io.quenyan.state;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.KdfLimits;
import io.quenyan.format.Passphrase;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The configured passphrases, and what was derived from them. Wiped when the service stops.
public final class Secrets implements AutoCloseable {

    /// Where passphrases come from.
    @FunctionalInterface
    public interface Passphrases {
        /// The passphrase of that name, if one is configured. The caller closes it.
        Optional<Passphrase> named(String reference);
    }

    private final Passphrases passphrases;
    private final Map<String, DerivedKeys> keys = new ConcurrentHashMap<>();

    public Secrets(Passphrases passphrases) {
        this.passphrases = passphrases;
    }

    /// The keys of a passphrase.
    ///
    /// @throws RefusedException if nothing is configured under that name
    DerivedKeys of(String reference) {
        return find(reference)
                .orElseThrow(() -> new RefusedException(
                        Refusal.Reason.PASSPHRASE_REF_UNKNOWN,
                        "Nothing is configured as quenyan.passphrases.\"%s\"".formatted(reference)));
    }

    /// The keys of a passphrase, if it is configured.
    Optional<DerivedKeys> find(String reference) {
        return Optional.ofNullable(keys.computeIfAbsent(
                reference,
                name -> passphrases
                        .named(name)
                        .map(passphrase -> new DerivedKeys(passphrase, KdfLimits.DEFAULT))
                        .orElse(null)));
    }

    @Override
    public void close() {
        keys.values().forEach(DerivedKeys::close);
    }
}
