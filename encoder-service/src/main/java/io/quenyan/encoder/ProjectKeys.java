package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.format.DerivedKey;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.KdfLimits;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.Passphrase;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keys of the configured passphrases. A key is derived once and kept, wiped when the service stops.
public final class ProjectKeys implements AutoCloseable {

    /// Where passphrases come from.
    @FunctionalInterface
    public interface Passphrases {
        /// The passphrase of that name, if one is configured. The caller closes it.
        Optional<Passphrase> named(String reference);
    }

    private final Passphrases passphrases;
    private final Map<String, DerivedKeys> keys = new ConcurrentHashMap<>();

    public ProjectKeys(Passphrases passphrases) {
        this.passphrases = passphrases;
    }

    /// The key of a passphrase for a derivation.
    ///
    /// @throws RefusedException if no such passphrase is configured
    DerivedKey of(String reference, KeyDerivation derivation) {
        return of(reference).get(derivation);
    }

    /// All keys of a passphrase.
    DerivedKeys of(String reference) {
        return keys.computeIfAbsent(reference, this::open);
    }

    private DerivedKeys open(String reference) {
        Passphrase passphrase = passphrases
                .named(reference)
                .orElseThrow(() -> new RefusedException(
                        Reason.PASSPHRASE_REF_UNKNOWN,
                        "Nothing is configured as quenyan.passphrases.\"%s\"".formatted(reference)));
        return new DerivedKeys(passphrase, KdfLimits.DEFAULT);
    }

    @Override
    public void close() {
        keys.values().forEach(DerivedKeys::close);
    }
}
