package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens packages in every form in which they were ever written: frames, Base64 of frames, frames with the older
/// header, and legacy JSON.
///
/// Everything that can be checked without a secret is checked before a key is derived. Safe for use by several threads.
public final class PackageReader {

    private final KeySource keys;

    /// @param keys not closed by the reader
    public PackageReader(KeySource keys) {
        this.keys = keys;
    }

    /// Decodes one package.
    ///
    /// @throws PackageException with the code of what is wrong; `AUTH_FAILED` for a wrong passphrase and any change
    public Descriptor read(byte[] anyTransport) {
        Wrapper wrapper = WrapperReader.read(Transport.find(anyTransport));
        open(wrapper);
        return switch (wrapper.transport()) {
            case FRAME ->
                framed(wrapper, Frame.parse(Frame.Kind.PAYLOAD, wrapper.sealed(), wrapper.ciphertextLength()));
            case OLD_FRAME ->
                framed(wrapper, Frame.parseOld(Frame.Kind.PAYLOAD, wrapper.sealed(), wrapper.ciphertextLength()));
            case LEGACY_JSON -> LegacyPayload.descriptor(wrapper);
        };
    }

    /// Decrypts where the ciphertext lies.
    void open(Wrapper wrapper) {
        try (RawKey key = keys.get(wrapper.derivation(), block(wrapper)).packageKey(wrapper.hkdfSalt())) {
            byte[] aad = AssociatedData.asItStands(wrapper.exactMetadata());
            if (Sealing.open(key, wrapper.nonce(), aad, wrapper.sealed())) {
                return;
            }
            for (byte[] other : AssociatedData.otherForms(wrapper.metadata(), aad)) {
                if (Sealing.open(key, wrapper.nonce(), other, wrapper.sealed())) {
                    return;
                }
            }
        }
        throw new PackageException(
                ErrorCode.AUTH_FAILED, "The package does not authenticate: wrong passphrase, or it was changed");
    }

    private static @Nullable JsonNode block(Wrapper wrapper) {
        return wrapper.metadata() == null ? null : wrapper.metadata().get(KeySource.BLOCK);
    }

    private static Descriptor framed(Wrapper wrapper, Frame frame) {
        frame.version().requireSupported("The payload version");
        if (!frame.version().equals(wrapper.payloadVersion())) {
            throw new PackageException(
                    ErrorCode.VERSION_MISMATCH,
                    "The wrapper says payload %s, the payload %s".formatted(wrapper.payloadVersion(), frame.version()));
        }
        Set<Feature> features = frame.features() == null ? wrapper.features() : frame.features();
        if (features == null || !features.equals(wrapper.features())) {
            throw new PackageException(
                    ErrorCode.FEATURE_MISMATCH, "The payload has other features than the wrapper says");
        }
        Payload payload = PayloadReader.read(frame);
        if (!payload.metadata().equals(wrapper.metadata())) {
            throw new PackageException(ErrorCode.METADATA_MISMATCH, "The metadata inside differ from those outside");
        }
        return new Descriptor(
                wrapper.version(),
                frame.version(),
                features,
                payload.metadata(),
                payload,
                wrapper.derivation().salt(),
                wrapper.nonce(),
                false);
    }
}
