package io.quenyan.format;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// HKDF-SHA256 (RFC 5869), 32 bytes.
final class Hkdf {

    private Hkdf() {}

    /// @param salt empty for none
    static byte[] derive(byte[] secret, byte[] salt, byte[] info) {
        try (RawKey key = new RawKey("HKDF", secret.clone())) {
            HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(key);
            HKDFParameterSpec parameters =
                    (salt.length == 0 ? extract : extract.addSalt(salt)).thenExpand(info, DerivedKey.LENGTH);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK must provide HKDF-SHA256", e);
        }
    }
}
