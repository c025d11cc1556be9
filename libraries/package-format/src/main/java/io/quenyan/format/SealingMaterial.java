package io.quenyan.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;

/// Where the salt and the nonce of a package come from. Neither is secret; under one key no nonce may serve twice.
public interface SealingMaterial {

    /// Salt of the package's own key expansion (version 2) and nonce.
    @SuppressWarnings("ArrayRecordComponent") // carried to one package, never compared
    record Drawn(byte[] hkdfSalt, byte[] nonce) {
        public Drawn {
            if (nonce.length != NONCE_LENGTH) {
                throw new PackageException(ErrorCode.BAD_NONCE, "A nonce has 12 bytes, got %d".formatted(nonce.length));
            }
        }
    }

    int NONCE_LENGTH = 12;
    int HKDF_SALT_LENGTH = 16;

    /// Draws for one package.
    ///
    /// @param payloadFrameSha256 digest of what is sealed; empty unless [#needsDigests]
    /// @param aadSha256 digest of what is bound to it; empty unless [#needsDigests]
    Drawn draw(byte[] payloadFrameSha256, byte[] aadSha256);

    /// Whether the digests must be computed.
    default boolean needsDigests() {
        return false;
    }

    /// Random for every package.
    static SealingMaterial random(SecureRandom random) {
        return (_, _) -> {
            byte[] hkdfSalt = new byte[HKDF_SALT_LENGTH];
            byte[] nonce = new byte[NONCE_LENGTH];
            random.nextBytes(hkdfSalt);
            random.nextBytes(nonce);
            return new Drawn(hkdfSalt, nonce);
        };
    }

    /// Given by the caller, for conformance tests. Whoever uses it twice under one key gives the content away.
    static SealingMaterial fixed(byte[] hkdfSalt, byte[] nonce) {
        return (_, _) -> new Drawn(hkdfSalt.clone(), nonce.clone());
    }

    /// Follows from a batch's seed, the path and the content, so that work done twice writes the same bytes and
    /// other content gets another nonce.
    ///
    /// ```text
    /// X = HMAC-SHA256(seed, u32 path length || path || SHA-256(payload frame) || SHA-256(AAD))
    /// hkdf_salt = X[0..16), nonce = X[16..28)
    /// ```
    static SealingMaterial seeded(BatchSeed seed, String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        return new SealingMaterial() {
            @Override
            public Drawn draw(byte[] payloadFrameSha256, byte[] aadSha256) {
                byte[] x = hmac(seed, name, payloadFrameSha256, aadSha256);
                return new Drawn(
                        Arrays.copyOf(x, HKDF_SALT_LENGTH),
                        Arrays.copyOfRange(x, HKDF_SALT_LENGTH, HKDF_SALT_LENGTH + NONCE_LENGTH));
            }

            @Override
            public boolean needsDigests() {
                return true;
            }
        };
    }

    private static byte[] hmac(BatchSeed seed, byte[] name, byte[] payloadFrameSha256, byte[] aadSha256) {
        try (MacKey key = new MacKey(seed.exposeBytes().clone())) {
            Mac mac = key.start();
            mac.update(ByteBuffer.allocate(4).putInt(name.length).array());
            mac.update(name);
            mac.update(payloadFrameSha256);
            mac.update(aadSha256);
            return mac.doFinal();
        }
    }
}
