package io.quenyan.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/// Writes packages under one derived key, each in one array: the payload is written near its end, sealed where it lies,
/// and turned into Base64 towards the front. Safe for use by several threads.
public final class PackageWriter {

    private static final byte[] NOTHING = {};

    private final DerivedKey key;

    /// @param key its derivation goes into the packages; not closed by the writer
    public PackageWriter(DerivedKey key) {
        this.key = key;
    }

    /// Encodes a descriptor. The salt and the nonce that it may carry are not used.
    ///
    /// @throws PackageException with the code of what does not fit into a package
    public byte[] write(Descriptor descriptor, SealingMaterial material) {
        Payload payload = descriptor.payload();
        // Packages of older forms name no features; as in a descriptor's text, none means what the content has.
        Set<Feature> named = descriptor.features();
        Set<Feature> features = named.isEmpty() ? payload.features() : named;
        return write(
                payload, new Envelope(descriptor.wrapperVersion(), descriptor.payloadVersion(), features), material);
    }

    /// Encodes any file.
    ///
    /// @throws PackageException `BUDGET_EXCEEDED` if the package would be too long
    public byte[] write(SourceContent source, SealingMaterial material) {
        Payload payload = source.payload();
        return write(payload, new Envelope(FormatVersion.CURRENT, FormatVersion.CURRENT, payload.features()), material);
    }

    private byte[] write(Payload payload, Envelope envelope, SealingMaterial material) {
        byte[] metadata = canonical(payload.metadata());
        return write(PayloadWriter.of(payload, metadata, envelope), metadata, envelope, material);
    }

    /// Seals `plaintext` under `metadata`, which are in canonical form.
    byte[] write(Plaintext plaintext, byte[] metadata, Envelope envelope, SealingMaterial material) {
        int length = plaintext.length();
        WrapperWriter wrapper = new WrapperWriter(key.derivation(), metadata, envelope);
        byte[] out = wrapper.allocate(length);
        int from = wrapper.ciphertextEnd(length) - length;
        plaintext.write(out, from);
        byte[] aad = AssociatedData.of(metadata);
        SealingMaterial.Drawn drawn = draw(material, out, from, length, aad);
        try (RawKey packageKey = key.packageKey(drawn.hkdfSalt())) {
            Sealing.seal(packageKey, drawn.nonce(), aad, out, from, length);
        }
        wrapper.finish(out, length, drawn);
        return out;
    }

    private static byte[] canonical(ObjectNode metadata) {
        byte[] canonical = CanonicalJson.python(metadata);
        Limits.check("The metadata", canonical.length, Limits.METADATA);
        ValueBudget.beforeTrust("metadata").takeAll(metadata);
        return canonical;
    }

    private SealingMaterial.Drawn draw(SealingMaterial material, byte[] out, int from, int length, byte[] aad) {
        SealingMaterial.Drawn drawn = material.needsDigests()
                ? material.draw(Sha256.of(out, from, length), Sha256.of(aad, 0, aad.length))
                : material.draw(NOTHING, NOTHING);
        if (key.derivation() instanceof Argon2id && drawn.hkdfSalt().length != SealingMaterial.HKDF_SALT_LENGTH) {
            throw new PackageException(
                    ErrorCode.BAD_SALT, "hkdf_salt has %d bytes, must have 16".formatted(drawn.hkdfSalt().length));
        }
        return drawn;
    }
}
