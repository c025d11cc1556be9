package io.quenyan.format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes a wrapper frame: its JSON is put together around the ciphertext, members in the order of their names.
final class WrapperWriter {

    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final KeyDerivation derivation;
    private final SealingMaterial.Drawn drawn;
    private final byte[] metadata;

    WrapperWriter(KeyDerivation derivation, SealingMaterial.Drawn drawn, byte[] metadata) {
        this.derivation = derivation;
        this.drawn = drawn;
        this.metadata = metadata;
    }

    /// @param sealed ciphertext and tag
    byte[] frame(byte[] sealed, FormatVersion version, FormatVersion payloadVersion, Set<Feature> features) {
        int ciphertext = sealed.length - Sealing.TAG_LENGTH;
        List<byte[]> before = List.of(ascii(head()));
        List<byte[]> after =
                List.of(ascii(encryption()), metadata, ascii(tail(sealed, version, payloadVersion, features)));
        long length = length(before) + Base64Text.textLength(ciphertext) + length(after);
        Limits.check("A wrapper", length, Limits.WRAPPER_BODY);
        byte[] frame = new byte[Frame.HEADER + (int) length + Frame.CRC];
        int at = put(before, frame, Frame.HEADER);
        Base64Text.encode(sealed, ciphertext, frame, at);
        put(after, frame, at + Base64Text.textLength(ciphertext));
        Frame.close(Frame.Kind.WRAPPER, frame, 0, (int) length, version, Feature.bits(features));
        return frame;
    }

    private String head() {
        return switch (derivation) {
            case Pbkdf2 _ -> "{\"ciphertext\":\"";
            case Argon2id _ -> "{\"aead\":\"chacha20poly1305\",\"ciphertext\":\"";
        };
    }

    private String encryption() {
        return switch (derivation) {
            case Pbkdf2 _ -> "\",\"metadata\":";
            case Argon2id(Salt _, Argon2Cost cost) ->
                "\",\"encryption_version\":2,\"hkdf_salt\":\"" + BASE64.encodeToString(drawn.hkdfSalt())
                        + "\",\"kdf\":\"argon2id\",\"kdf_parameters\":{\"hash_len\":" + DerivedKey.LENGTH
                        + ",\"memory_cost\":" + cost.memoryKib()
                        + ",\"parallelism\":" + cost.parallelism()
                        + ",\"time_cost\":" + cost.timeCost()
                        + "},\"metadata\":";
        };
    }

    private String tail(byte[] sealed, FormatVersion version, FormatVersion payloadVersion, Set<Feature> features) {
        byte[] tag = java.util.Arrays.copyOfRange(sealed, sealed.length - Sealing.TAG_LENGTH, sealed.length);
        String names = Feature.names(features).stream()
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(",", "[", "]"));
        return ",\"nonce\":\"" + BASE64.encodeToString(drawn.nonce())
                + "\",\"payload_features\":" + names
                + ",\"payload_version\":\"" + payloadVersion
                + "\",\"salt\":\"" + derivation.salt().base64()
                + "\",\"tag\":\"" + BASE64.encodeToString(tag)
                + "\",\"version\":\"" + version + "\"}";
    }

    private static long length(List<byte[]> parts) {
        return parts.stream().mapToLong(part -> part.length).sum();
    }

    private static int put(List<byte[]> parts, byte[] frame, int at) {
        for (byte[] part : parts) {
            System.arraycopy(part, 0, frame, at, part.length);
            at += part.length;
        }
        return at;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
