package io.quenyan.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A package as far as it can be read, and is checked, without a secret.
///
/// @param version of the frame's header; of legacy JSON, its text
/// @param payloadVersion null in legacy JSON
/// @param features null in legacy JSON
/// @param metadata null in legacy JSON without
/// @param exactMetadata the text of the metadata as it stands in the wrapper
/// @param sealed ciphertext and tag
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Wrapper(
        Transport transport,
        FormatVersion version,
        @Nullable FormatVersion payloadVersion,
        @Nullable Set<Feature> features,
        @Nullable ObjectNode metadata,
        @Nullable Slice exactMetadata,
        KeyDerivation derivation,
        byte[] hkdfSalt,
        byte[] nonce,
        byte[] sealed) {

    int ciphertextLength() {
        return sealed.length - Sealing.TAG_LENGTH;
    }
}
