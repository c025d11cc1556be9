package io.quenyan.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.format.DerivedKey;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.KeyDerivation;
import org.jspecify.annotations.Nullable;

/// A project's passphrase. A key of a key service beside it is told in the packages and protects none of them.
public final class PassphraseSecret implements ProjectSecret {

    private final DerivedKeys keys;
    private final @Nullable KeyManagement told;

    /// @param keys not closed
    public PassphraseSecret(DerivedKeys keys) {
        this(keys, null);
    }

    /// @param told what the packages tell of a key, without a wrapped key
    public PassphraseSecret(DerivedKeys keys, @Nullable KeyManagement told) {
        this.keys = keys;
        this.told = told;
    }

    @Override
    public DerivedKey get(KeyDerivation derivation, @Nullable JsonNode block) {
        return keys.get(derivation);
    }

    @Override
    public @Nullable PackageKey wanted() {
        return null;
    }

    @Override
    public SealingSecret sealing(@Nullable KeyManagement previous) {
        return new SealingSecret(keys, told);
    }
}
