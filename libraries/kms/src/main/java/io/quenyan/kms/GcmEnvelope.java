package io.quenyan.kms;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// A few secret bytes under AES-256-GCM.
///
/// ```text
/// envelope = 0x01 || nonce (12 bytes) || ciphertext || tag (16 bytes)
/// ```
///
/// Nonces are random: a key seals at most 2^32 envelopes, and here it seals one per project and month.
public final class GcmEnvelope {

    private static final byte FORMAT = 1;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;

    private final Optional<Provider> provider;
    private final SecureRandom random;

    private GcmEnvelope(Optional<Provider> provider, SecureRandom random) {
        this.provider = provider;
        this.random = random;
    }

    /// Envelopes that are sealed in this JVM.
    public static GcmEnvelope inMemory() {
        return new GcmEnvelope(Optional.empty(), new SecureRandom());
    }

    /// Envelopes that `provider` seals, where the keys are.
    public static GcmEnvelope in(Provider provider) {
        return new GcmEnvelope(Optional.of(provider), new SecureRandom());
    }

    /// Encrypts `plaintext` and binds it to `binding`.
    public byte[] seal(SecretKey key, byte[] binding, byte[] plaintext) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, binding).doFinal(plaintext);
        return ByteBuffer.allocate(1 + NONCE_LENGTH + sealed.length)
                .put(FORMAT)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /// The plaintext, or nothing if this key did not seal `envelope` with this binding.
    public Optional<byte[]> open(SecretKey key, byte[] binding, byte[] envelope) throws GeneralSecurityException {
        if (envelope.length < 1 + NONCE_LENGTH + TAG_LENGTH || envelope[0] != FORMAT) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(envelope, 1, 1 + NONCE_LENGTH);
        int from = 1 + NONCE_LENGTH;
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, nonce, binding).doFinal(envelope, from, envelope.length - from));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] binding) throws GeneralSecurityException {
        Cipher cipher = provider.isPresent()
                ? Cipher.getInstance("AES/GCM/NoPadding", provider.get())
                : Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
        cipher.updateAAD(binding);
        return cipher;
    }
}
