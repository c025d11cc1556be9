package io.quenyan.format;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Writes a wrapper frame: its JSON is put together around the ciphertext, members in the order of their names.
/// They are gone over twice: first to learn the length, then to write.
final class WrapperWriter {

    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final SealingMaterial.Drawn UNKNOWN = new SealingMaterial.Drawn(
            new byte[SealingMaterial.HKDF_SALT_LENGTH], new byte[SealingMaterial.NONCE_LENGTH]);

    private final KeyDerivation derivation;
    private final byte[] metadata;
    private final Envelope envelope;
    private final int headLength;
    private final int tailLength;

    /// Null while the length is counted.
    private byte @Nullable [] out;

    private int at;

    WrapperWriter(KeyDerivation derivation, byte[] metadata, Envelope envelope) {
        this.derivation = derivation;
        this.metadata = metadata;
        this.envelope = envelope;
        head();
        headLength = at;
        tail(UNKNOWN, new byte[Sealing.TAG_LENGTH]);
        tailLength = at - headLength;
    }

    /// The array for a package with a ciphertext of `ciphertext` bytes.
    ///
    /// @throws PackageException `BUDGET_EXCEEDED` if it would be too long
    byte[] allocate(int ciphertext) {
        Limits.check(
                "A wrapper", (long) headLength + Base64Text.textLength(ciphertext) + tailLength, Limits.WRAPPER_BODY);
        return new byte[ciphertextEnd(ciphertext) + tailLength + Frame.CRC];
    }

    /// Where in the array the Base64 of the ciphertext ends. A ciphertext that ends there too can become Base64
    /// where it lies, for the text never catches up with what is still to be read; the tag finds room in what
    /// follows.
    int ciphertextEnd(int ciphertext) {
        return Frame.HEADER + headLength + Base64Text.textLength(ciphertext);
    }

    /// Completes a package, in which `ciphertext` bytes before [#ciphertextEnd] and the tag after them are sealed.
    void finish(byte[] sealed, int ciphertext, SealingMaterial.Drawn drawn) {
        int end = ciphertextEnd(ciphertext);
        byte[] tag = Arrays.copyOfRange(sealed, end, end + Sealing.TAG_LENGTH);
        Base64Text.encode(sealed, end - ciphertext, ciphertext, sealed, Frame.HEADER + headLength);
        out = sealed;
        at = Frame.HEADER;
        head();
        at = end;
        tail(drawn, tag);
        int length = at - Frame.HEADER;
        int features = Feature.bits(envelope.features());
        Frame.close(Frame.Kind.WRAPPER, sealed, 0, length, envelope.wrapperVersion(), features);
    }

    private void head() {
        ascii(
                derivation instanceof Argon2id
                        ? "{\"aead\":\"chacha20poly1305\",\"ciphertext\":\""
                        : "{\"ciphertext\":\"");
    }

    private void tail(SealingMaterial.Drawn drawn, byte[] tag) {
        ascii("\",");
        if (derivation instanceof Argon2id argon2id) {
            argon2id(argon2id.cost(), drawn.hkdfSalt());
        }
        ascii("\"metadata\":");
        bytes(metadata);
        ascii(",\"nonce\":\"");
        base64(drawn.nonce());
        ascii("\",\"payload_features\":[");
        featureNames();
        ascii("],\"payload_version\":\"");
        ascii(envelope.payloadVersion().toString());
        ascii("\",\"salt\":\"");
        base64(derivation.salt().bytes());
        ascii("\",\"tag\":\"");
        base64(tag);
        ascii("\",\"version\":\"");
        ascii(envelope.wrapperVersion().toString());
        ascii("\"}");
    }

    private void argon2id(Argon2Cost cost, byte[] hkdfSalt) {
        ascii("\"encryption_version\":2,\"hkdf_salt\":\"");
        base64(hkdfSalt);
        ascii("\",\"kdf\":\"argon2id\",\"kdf_parameters\":{\"hash_len\":");
        ascii(Integer.toString(DerivedKey.LENGTH));
        ascii(",\"memory_cost\":");
        ascii(Integer.toString(cost.memoryKib()));
        ascii(",\"parallelism\":");
        ascii(Integer.toString(cost.parallelism()));
        ascii(",\"time_cost\":");
        ascii(Integer.toString(cost.timeCost()));
        ascii("},");
    }

    private void featureNames() {
        String separator = "\"";
        for (String name : Feature.names(envelope.features())) {
            ascii(separator);
            ascii(name);
            ascii("\"");
            separator = ",\"";
        }
    }

    private void base64(byte[] bytes) {
        if (out == null) {
            at += Base64Text.textLength(bytes.length);
        } else {
            bytes(BASE64.encode(bytes));
        }
    }

    private void bytes(byte[] bytes) {
        if (out != null) {
            System.arraycopy(bytes, 0, out, at, bytes.length);
        }
        at += bytes.length;
    }

    private void ascii(String text) {
        if (out != null) {
            for (int i = 0; i < text.length(); i++) {
                out[at + i] = (byte) text.charAt(i);
            }
        }
        at += text.length();
    }
}
