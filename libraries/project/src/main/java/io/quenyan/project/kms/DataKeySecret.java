package io.quenyan.project.kms;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.format.DerivedKey;
import io.quenyan.format.KeyDerivation;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyDue;
import io.quenyan.kms.KeyId;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.PackageKey;
import io.quenyan.project.ProjectSecret;
import io.quenyan.project.SealingSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A project's secret under a key of a key service: one data key per version of that key, renewed after a rotation and
/// after 30 days.
///
/// It is found again in the index that a batch goes on from: wrapped, and vouched for by itself.
public final class DataKeySecret implements ProjectSecret {

    /// How long a data key seals packages.
    public static final Duration LONGEST = Duration.ofDays(30);

    private final DataKeys keys;
    private final NamedKey key;
    private final Clock clock;
    private @Nullable KeyManagement current;

    /// @param keys not closed; they allow `key`
    public DataKeySecret(DataKeys keys, NamedKey key, Clock clock) {
        this.keys = keys;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public DerivedKey get(KeyDerivation derivation, @Nullable JsonNode block) {
        return keys.get(derivation, block);
    }

    /// @throws io.quenyan.project.KeyRefusedException if the key may not be used
    /// @throws io.quenyan.kms.KeysUnavailableException if nobody answers
    @Override
    public PackageKey wanted() {
        return current().key();
    }

    /// The key as it is, asked once.
    private KeyManagement current() {
        KeyManagement known = current;
        if (known == null) {
            known = told(DataKeys.given(
                    keys.kms(key).describe(new KeyId(key.keyId())).then(KeyDescription::usable)));
            current = known;
        }
        return known;
    }

    /// @throws io.quenyan.project.KeyRefusedException if the key may not be used
    /// @throws io.quenyan.kms.KeysUnavailableException if nobody answers
    @Override
    public SealingSecret sealing(@Nullable KeyManagement previous) {
        KeyManagement now = current();
        KeyManagement block =
                previous != null && serves(previous, now) ? previous : keys.generate(key, now, clock.instant());
        current = block;
        return new SealingSecret(keys.of(block), block);
    }

    private boolean serves(KeyManagement previous, KeyManagement now) {
        Instant made = previous.wrappedAt();
        return previous.wrappedKey() != null
                && previous.key().equals(now.key())
                && made != null
                && made.plus(LONGEST).isAfter(clock.instant())
                && !made.isAfter(clock.instant().plus(Duration.ofDays(1)));
    }

    /// What packages tell of a key.
    public static KeyManagement told(KeyDescription key) {
        return new KeyManagement(
                key.provider(),
                key.key().text(),
                key.version().text(),
                KeyDue.of(key).map(KeyDue::at).orElse(null),
                key.state().text(),
                key.alias().orElse(null),
                key.materialArn().orElse(null),
                null,
                null);
    }
}
