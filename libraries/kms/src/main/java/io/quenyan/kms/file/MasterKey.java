package io.quenyan.kms.file;

import io.quenyan.kms.EncryptionContext;
import io.quenyan.kms.GcmEnvelope;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import io.quenyan.kms.WrappedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The material of local keys: AES-256 keys, each sealed by the master key beside the store and kept in the
/// store.
///
/// The master key is a file that only its owner can read, made together with the first key. Without it the
/// store opens nothing, so a copy of the store alone is no copy of the keys.
final class MasterKey implements KeyMaterials {

    private static final int LENGTH = 32;

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private final GcmEnvelope envelope = GcmEnvelope.inMemory();

    MasterKey(Path file) {
        this.file = file;
    }

    /// Makes the master key, unless it is there.
    @Override
    public void prepareFirst() {
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[LENGTH];
                random.nextBytes(bytes);
                KeyFiles.replace(file, Base64.getEncoder().encode(bytes));
                Arrays.fill(bytes, (byte) 0);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public String create(Version version) {
        byte[] material = new byte[LENGTH];
        random.nextBytes(material);
        try {
            return Base64.getEncoder().encodeToString(envelope.seal(master(), binding(version), material));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    @Override
    public byte[] seal(Version version, String kept, byte[] binding, byte[] plaintext) {
        try {
            return envelope.seal(key(version, kept), binding, plaintext);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    @Override
    public Optional<byte[]> open(Version version, String kept, byte[] binding, byte[] sealed) {
        try {
            return envelope.open(key(version, kept), binding, sealed);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private SecretKey key(Version version, String kept) throws GeneralSecurityException {
        byte[] material = envelope.open(master(), binding(version), base64(version, kept))
                .orElseThrow(() -> new KeysUnavailableException(
                        Trouble.STORE_INVALID,
                        "Version %s of key '%s' was altered, or %s is not the master key that sealed it"
                                .formatted(version.version(), version.keyId(), file)));
        try {
            return new SecretKeySpec(material, "AES");
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    private SecretKey master() {
        try {
            if (!Files.exists(file)) {
                throw new KeysUnavailableException(
                        Trouble.STORE_INVALID,
                        "The master key %s is not there; without it no local key opens. Restore it from your backup"
                                .formatted(file));
            }
            if (KeyFiles.isOpenToOthers(file)) {
                throw new KeysUnavailableException(
                        Trouble.STORE_INVALID,
                        "Others can read the master key %s. Take it back with: chmod 600 %s".formatted(file, file));
            }
            return decoded(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SecretKey decoded(byte[] text) {
        byte[] bytes =
                base64(new String(text, StandardCharsets.US_ASCII).strip()).orElse(new byte[0]);
        Arrays.fill(text, (byte) 0);
        if (bytes.length != LENGTH) {
            throw new KeysUnavailableException(
                    Trouble.STORE_INVALID, "%s holds no master key: %d bytes in Base64".formatted(file, LENGTH));
        }
        try {
            return new SecretKeySpec(bytes, "AES");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private byte[] base64(Version version, String kept) {
        return base64(kept)
                .orElseThrow(() -> new KeysUnavailableException(
                        Trouble.STORE_INVALID,
                        "Version %s of key '%s' is not in Base64".formatted(version.version(), version.keyId())));
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// A sealed version cannot be moved to another key or version of the store.
    private static byte[] binding(Version version) {
        return WrappedKey.binding(
                LocalKms.PROVIDER,
                new KeyId(version.keyId()),
                version.version(),
                EncryptionContext.of(Map.of("quenyan:kind", "key-version")));
    }

    private KeysUnavailableException unreadable(IOException e) {
        return new KeysUnavailableException(
                Trouble.STORE_INVALID, "The master key %s cannot be read: %s".formatted(file, e), e);
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("The JDK must provide AES/GCM/NoPadding", e);
    }
}
