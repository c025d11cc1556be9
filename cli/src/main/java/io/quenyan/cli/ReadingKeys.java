package io.quenyan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.format.DerivedKey;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.KeySource;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.kms.DataKeys;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What opens packages, got when the first of them asks: data keys for those that have one wrapped, a passphrase
/// for the others.
final class ReadingKeys implements KeySource, AutoCloseable {

    private final Supplier<DerivedKeys> passphrase;
    private final @Nullable Supplier<DataKeys> keys;
    private @Nullable DerivedKeys derived;
    private @Nullable DataKeys unwrapped;

    /// @param keys null if the passphrase is the only secret
    ReadingKeys(Supplier<DerivedKeys> passphrase, @Nullable Supplier<DataKeys> keys) {
        this.passphrase = passphrase;
        this.keys = keys;
    }

    @Override
    public DerivedKey get(KeyDerivation derivation, @Nullable JsonNode block) {
        return source(block).get(derivation, block);
    }

    private synchronized KeySource source(@Nullable JsonNode block) {
        if (keys != null && isWrapped(block)) {
            DataKeys known = unwrapped == null ? keys.get() : unwrapped;
            unwrapped = known;
            return known;
        }
        DerivedKeys known = derived == null ? passphrase.get() : derived;
        derived = known;
        return known;
    }

    private static boolean isWrapped(@Nullable JsonNode block) {
        return KeyManagement.ofBlock(block)
                .filter(it -> it.wrappedKey() != null)
                .isPresent();
    }

    @Override
    public synchronized void close() {
        if (derived != null) {
            derived.close();
        }
        if (unwrapped != null) {
            unwrapped.close();
        }
    }
}
