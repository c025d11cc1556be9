package io.quenyan.kms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/// A data key that only its provider can open, and who that is. No secret.
///
/// What it says about its key is a claim of whoever wrote the package: [Kms#unwrap] compares it with the
/// key that the caller names.
public final class WrappedKey {

    /// The longest that is taken, in bytes.
    public static final int LONGEST = 6_144;

    private static final byte[] PURPOSE = "qyn1-data-key:v1".getBytes(StandardCharsets.US_ASCII);

    private final String provider;
    private final KeyId key;
    private final KeyVersion version;
    private final byte[] bytes;

    /// A wrapped key; takes a copy of `bytes`.
    public WrappedKey(String provider, KeyId key, KeyVersion version, byte[] bytes) {
        if (bytes.length == 0 || bytes.length > LONGEST) {
            throw new IllegalArgumentException(
                    "A wrapped key has 1 to %,d bytes, got %,d".formatted(LONGEST, bytes.length));
        }
        this.provider = provider;
        this.key = key;
        this.version = version;
        this.bytes = bytes.clone();
    }

    public String provider() {
        return provider;
    }

    /// The key that wrapped it, as it was called then.
    public KeyId key() {
        return key;
    }

    /// The version that wrapped it.
    public KeyVersion version() {
        return version;
    }

    /// A copy of what the provider gave.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// What the provider gave, as text.
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// The same claims about other bytes.
    public WrappedKey withBytes(byte[] other) {
        return new WrappedKey(provider, key, version, other);
    }

    /// What providers of ours bind to a wrapped key:
    ///
    /// ```text
    /// "qyn1-data-key:v1" || for provider, key, version: u32 length || UTF-8 || context
    /// ```
    public static byte[] binding(String provider, KeyId key, KeyVersion version, EncryptionContext context) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PURPOSE);
        EncryptionContext.append(out, provider);
        EncryptionContext.append(out, key.text());
        EncryptionContext.append(out, version.text());
        out.writeBytes(context.bytes());
        return out.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrappedKey that
                && provider.equals(that.provider)
                && key.equals(that.key)
                && version.equals(that.version)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(provider, key, version, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return "WrappedKey[%s %s %s, %d bytes]".formatted(provider, key, version, bytes.length);
    }
}
