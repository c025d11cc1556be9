package io.quenyan.format;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// ChaCha20-Poly1305 (RFC 8439) in place: ciphertext and tag take the room of the plaintext and the 16 bytes after it.
final class Sealing {

    static final int TAG_LENGTH = 16;

    /// Making a cipher costs more than sealing a small package.
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(Sealing::newCipher);

    private static final SecretKeySpec NO_KEY = new SecretKeySpec(new byte[DerivedKey.LENGTH], "ChaCha20");
    private static final IvParameterSpec NO_NONCE = new IvParameterSpec(new byte[SealingMaterial.NONCE_LENGTH]);

    private Sealing() {}

    /// Seals `length` bytes of `buffer`; the 16 after them become the tag.
    static void seal(RawKey key, byte[] nonce, byte[] aad, byte[] buffer, int from, int length) {
        Cipher cipher = CIPHER.get();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce));
            cipher.updateAAD(aad);
            cipher.doFinal(buffer, from, length, buffer, from);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        } finally {
            forgetKey(cipher);
        }
    }

    /// Opens `buffer`: ciphertext and tag become plaintext and 16 bytes that mean nothing.
    ///
    /// @return false if the tag does not fit; then nothing was written
    static boolean open(RawKey key, byte[] nonce, byte[] aad, byte[] buffer) {
        Cipher cipher = CIPHER.get();
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(nonce));
            cipher.updateAAD(aad);
            cipher.doFinal(buffer, 0, buffer.length, buffer, 0);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        } finally {
            forgetKey(cipher);
        }
    }

    /// The cipher keeps its key until the next one is set; it also refuses to encrypt twice with one key and nonce,
    /// which a task that is done again must do.
    private static void forgetKey(Cipher cipher) {
        try {
            cipher.init(Cipher.DECRYPT_MODE, NO_KEY, NO_NONCE);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("ChaCha20-Poly1305");
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private static IllegalStateException unavailable(GeneralSecurityException cause) {
        return new IllegalStateException("The JDK must provide ChaCha20-Poly1305", cause);
    }
}
