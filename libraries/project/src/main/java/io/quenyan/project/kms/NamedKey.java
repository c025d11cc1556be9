package io.quenyan.project.kms;

import io.quenyan.project.KeyManagement;
import java.util.Objects;

/// A key that somebody who may decide it named: an option, a project's file, a configuration, a recorded state.
///
/// @param keyId an id, an alias or an ARN
public record NamedKey(String provider, String keyId) {

    /// Whether a block means this key, as far as names tell. What it means is asked of this key, never of the block's.
    boolean isMeantBy(KeyManagement block) {
        return provider.equals(block.provider())
                && (keyId.equals(block.keyId())
                        || Objects.equals(keyId, block.alias())
                        || Objects.equals(keyId, block.materialArn()));
    }

    @Override
    public String toString() {
        return "%s %s".formatted(provider, keyId);
    }
}
