package io.quenyan.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/// Writes packages under one derived key: one array for the payload, which is sealed where it lies, and one for the
/// package. Safe for use by several threads.
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
        return write(
                descriptor.payload(),
                descriptor.wrapperVersion(),
                descriptor.payloadVersion(),
                descriptor.features(),
                material);
    }

    /// Encodes any file.
    ///
    /// @throws PackageException `BUDGET_EXCEEDED` if the package would be too long
    public byte[] write(SourceContent source, SealingMaterial material) {
        Payload payload = source.payload();
        return write(payload, FormatVersion.CURRENT, FormatVersion.CURRENT, payload.features(), material);
    }

    private byte[] write(
            Payload payload,
            FormatVersion wrapperVersion,
            FormatVersion payloadVersion,
            Set<Feature> features,
            SealingMaterial material) {
        byte[] metadata = metadata(payload.metadata());
        byte[] aad = AssociatedData.of(metadata);
        byte[] frame = PayloadWriter.frame(payload, metadata, payloadVersion, features);
        SealingMaterial.Drawn drawn = draw(material, frame, aad);
        try (PackageKey packageKey = key.packageKey(drawn.hkdfSalt())) {
            Sealing.seal(packageKey, drawn.nonce(), aad, frame);
        }
        return new WrapperWriter(key.derivation(), drawn, metadata)
                .frame(frame, wrapperVersion, payloadVersion, features);
    }

    private static byte[] metadata(ObjectNode metadata) {
        byte[] canonical = CanonicalJson.python(metadata);
        Limits.check("The metadata", canonical.length, Limits.METADATA);
        return canonical;
    }

    private static SealingMaterial.Drawn draw(SealingMaterial material, byte[] frame, byte[] aad) {
        return material.needsDigests()
                ? material.draw(Sha256.of(frame, 0, frame.length - Sealing.TAG_LENGTH), Sha256.of(aad, 0, aad.length))
                : material.draw(NOTHING, NOTHING);
    }
}
