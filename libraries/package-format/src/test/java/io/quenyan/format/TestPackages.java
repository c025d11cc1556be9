package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/// Valid packages in every form, under keys that need no derivation.
final class TestPackages {

    /// A descriptor with everything a descriptor can have.
    static final String DESCRIPTOR = """
            {"wrapper_version":"1.2.0","payload_version":"1.2.0",
             "metadata":{"package_version":"1.2.0","dictionary_version":"1.0","encoder_version":"1.0",
              "source_language":"python","source_language_version":"3.12","source_hash":"","compression_backend":"fse",
              "compression_model_digest":"d","symbol_count":3,"author":"Zo\\u00eb \\ud83d\\ude00","rate":1e-07,"big":1e300},
             "sections":{"stream_header":{"dictionary_version":"1.0","encoder_version":"1.0","source_language":"python",
               "source_language_version":"3.12","symbol_count":3,"has_source_map":true,
               "source_hash":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"},
              "compression":{"backend":"fse","symbol_count":3,"model":{"precision_bits":12,"frequencies":[2048,1024,1024]},
               "extras":{"optimisation":{"level":2}}},
              "tokens":"AAECAwQFBgcICQ==","string_table":"BQADMS4w",
              "payloads":{"entries":[1,2.5,"x"],"encoding_version":"qyn1.1-multi-channel","channel_bits":63},
              "payload_channels":{"identifiers":["a"],"strings":["b"],"integers":[1],"counts":[2],"flags":[true]},
              "source_map":"eJwDAAAAAAE="}}
            """;

    private static final byte[] NONCE = new byte[SealingMaterial.NONCE_LENGTH];
    private static final SealingMaterial MATERIAL =
            SealingMaterial.fixed(new byte[SealingMaterial.HKDF_SALT_LENGTH], NONCE);

    private TestPackages() {}

    static Descriptor descriptor() {
        return Descriptor.parse(DESCRIPTOR.getBytes(UTF_8));
    }

    static byte[] framed(Encryption encryption) {
        return new PackageWriter(TestKeys.ready(encryption)).write(descriptor(), MATERIAL);
    }

    static byte[] base64(Encryption encryption) {
        return Base64.getEncoder().encode(framed(encryption));
    }

    static byte[] source(Encryption encryption, byte[] content) {
        ObjectNode metadata = (ObjectNode)
                CanonicalJson.parse("{\"quenyan\":{\"kind\":\"source\",\"path\":\"a/b.txt\"}}".getBytes(UTF_8));
        return new PackageWriter(TestKeys.ready(encryption))
                .write(new SourceContent(content, "text", metadata), MATERIAL);
    }

    /// The payload frame of [#DESCRIPTOR].
    static byte[] payloadFrame() {
        return payloadFrame(descriptor());
    }

    static byte[] payloadFrame(Descriptor descriptor) {
        Plaintext plaintext =
                PayloadWriter.of(descriptor.payload(), CanonicalJson.python(descriptor.metadata()), envelope());
        byte[] frame = new byte[plaintext.length()];
        plaintext.write(frame, 0);
        return frame;
    }

    /// A package that holds `payloadFrame`, whatever that is, under the metadata and features of [#DESCRIPTOR].
    static byte[] sealing(Encryption encryption, byte[] payloadFrame) {
        Plaintext plaintext = new Plaintext() {
            @Override
            public int length() {
                return payloadFrame.length;
            }

            @Override
            public void write(byte[] out, int at) {
                System.arraycopy(payloadFrame, 0, out, at, payloadFrame.length);
            }
        };
        return new PackageWriter(TestKeys.ready(encryption))
                .write(plaintext, CanonicalJson.python(descriptor().metadata()), envelope(), MATERIAL);
    }

    private static Envelope envelope() {
        return new Envelope(
                FormatVersion.CURRENT, FormatVersion.CURRENT, descriptor().features());
    }

    /// The same content with the header of 12 bytes, in wrapper and payload.
    static byte[] old(byte[] oldPayloadFrame) {
        byte[] metadata = CanonicalJson.python(descriptor().metadata());
        return old(oldPayloadFrame, AssociatedData.of(metadata), new String(metadata, UTF_8));
    }

    /// As [#old], but with these bytes bound to it and this text as metadata.
    static byte[] old(byte[] oldPayloadFrame, byte[] aad, String metadata) {
        String wrapper = wrapper(seal(oldPayloadFrame, aad), metadata, ",\"payload_version\":\"1.0.0\"");
        return oldFrame("QYN1", wrapper.getBytes(UTF_8));
    }

    static byte[] oldPayloadFrame() {
        return oldPayloadFrame(payloadFrame());
    }

    static byte[] oldPayloadFrame(byte[] frame) {
        return oldFrame("MCS\0", Arrays.copyOfRange(frame, Frame.HEADER, frame.length - Frame.CRC));
    }

    /// Legacy JSON around `document`.
    static byte[] legacy(byte[] document) {
        byte[] metadata = CanonicalJson.python(descriptor().metadata());
        return wrapper(seal(document, AssociatedData.of(metadata)), new String(metadata, UTF_8), "")
                .getBytes(UTF_8);
    }

    static byte[] legacyDocument() {
        return """
               {"version": "1.2.0", "dictionary_version": "1.0", "encoder_version": "1.0",
                "compression": {"backend": "rans", "model": {"frequencies": [1, 2]}, "symbol_count": 12, "optimisation": {}},
                "compressed_tokens": "AAKqX6XiHT1I", "string_table": "BQADMS4w", "source_map": "eJwDAAAAAAE=",
                "payloads": [{"type": "encoder_version", "value": {"__strref__": 0}}]}
               """.getBytes(UTF_8);
    }

    private static String wrapper(byte[] sealed, String metadata, String more) {
        byte[] tag = Arrays.copyOfRange(sealed, sealed.length - Sealing.TAG_LENGTH, sealed.length);
        return "{\"ciphertext\":\"%s\",\"metadata\":%s,\"nonce\":\"%s\"%s,\"salt\":\"%s\",\"tag\":\"%s\",\"version\":\"1.0.0\"}"
                .formatted(
                        text(Arrays.copyOf(sealed, sealed.length - Sealing.TAG_LENGTH)),
                        metadata,
                        text(NONCE),
                        more,
                        TestKeys.ready(Encryption.V1).derivation().salt().base64(),
                        text(tag));
    }

    private static byte[] seal(byte[] plaintext, byte[] aad) {
        byte[] buffer = Arrays.copyOf(plaintext, plaintext.length + Sealing.TAG_LENGTH);
        Sealing.seal(TestKeys.ready(Encryption.V1).packageKey(new byte[0]), NONCE, aad, buffer, 0, plaintext.length);
        return buffer;
    }

    private static byte[] oldFrame(String magic, byte[] body) {
        return ByteBuffer.allocate(12 + body.length)
                .put(magic.getBytes(UTF_8))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) 0)
                .putInt(body.length)
                .put(body)
                .array();
    }

    /// A frame's checksum put right.
    static byte[] withChecksum(byte[] frame, Frame.Kind kind, FormatVersion version, Set<Feature> features) {
        byte[] copy = frame.clone();
        Frame.close(kind, copy, 0, frame.length - Frame.HEADER - Frame.CRC, version, Feature.bits(features));
        return copy;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
