package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes a payload frame into one array, at whose end there is room for the tag, so that it can be sealed in place.
final class PayloadWriter {

    private static final int MOST_STR16 = 65_535;
    private static final byte[] NOTHING = {};

    /// What ends a section. Written into the frame, not copied before.
    private sealed interface Content {

        int length();

        @SuppressWarnings("ArrayRecordComponent") // carried to the frame, never compared
        record Bytes(byte[] bytes) implements Content {
            @Override
            public int length() {
                return bytes.length;
            }
        }

        record Json(JsonNode value, int length) implements Content {
            static Json of(JsonNode value) {
                return new Json(value, JsonText.length(JsonText.Style.PYTHON, value));
            }
        }
    }

    /// A section without its header.
    @SuppressWarnings("ArrayRecordComponent") // carried to the frame, never compared
    private record Part(int id, int flags, byte[] head, Content content) {
        int length() {
            return Math.addExact(head.length, content.length());
        }
    }

    private final List<Part> parts = new ArrayList<>();

    private PayloadWriter() {}

    /// @param metadata in canonical form
    static byte[] frame(Payload payload, byte[] metadata, FormatVersion version, Set<Feature> features) {
        PayloadWriter writer = new PayloadWriter();
        writer.add(payload, metadata);
        return writer.frame(version, features);
    }

    private void add(Payload payload, byte[] metadata) {
        int flags = payload.stream().hasSourceMap() ? Section.HAS_SOURCE_MAP : 0;
        parts.add(new Part(Section.STREAM_HEADER, flags, streamHeader(payload.stream()), new Content.Bytes(NOTHING)));
        parts.add(new Part(Section.COMPRESSION, 0, compression(payload), new Content.Bytes(NOTHING)));
        addBlob(Section.TOKENS, new Content.Bytes(payload.tokens()));
        addBlob(Section.STRING_TABLE, new Content.Bytes(payload.stringTable()));
        Content.Json payloads = Content.Json.of(payload.payloads());
        Limits.check("Payload records", payloads.length(), Limits.PAYLOADS);
        addBlob(Section.PAYLOADS, payloads);
        for (Map.Entry<Integer, JsonNode> channel : payload.channels().entrySet()) {
            addBlob(channel.getKey(), Content.Json.of(channel.getValue()));
        }
        if (payload.sourceMap() != null) {
            addBlob(Section.SOURCE_MAP, new Content.Bytes(payload.sourceMap()));
        }
        addBlob(Section.METADATA, new Content.Bytes(metadata));
    }

    private void addBlob(int id, Content content) {
        parts.add(new Part(id, 0, little(4).putInt(content.length()).array(), content));
    }

    private byte[] frame(FormatVersion version, Set<Feature> features) {
        long length =
                parts.stream().mapToLong(part -> Section.HEADER + part.length()).sum();
        Limits.check("A payload", length, Limits.WRAPPER_BODY);
        byte[] frame = new byte[Frame.HEADER + (int) length + Frame.CRC + Sealing.TAG_LENGTH];
        ByteBuffer out = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).position(Frame.HEADER);
        for (Part part : parts) {
            out.putShort((short) part.id()).putShort((short) part.flags()).putInt(part.length());
            out.put(part.head());
            switch (part.content()) {
                case Content.Bytes(byte[] bytes) -> out.put(bytes);
                case Content.Json(JsonNode value, int size) -> {
                    JsonText.write(JsonText.Style.PYTHON, value, frame, out.position());
                    out.position(out.position() + size);
                }
            }
        }
        Frame.close(Frame.Kind.PAYLOAD, frame, 0, (int) length, version, Feature.bits(features));
        return frame;
    }

    private static byte[] streamHeader(StreamHeader stream) {
        byte[] dictionary = str16("dictionary_version", stream.dictionaryVersion());
        byte[] encoder = str16("encoder_version", stream.encoderVersion());
        byte[] language = str16("source_language", stream.sourceLanguage());
        byte[] languageVersion = str16("source_language_version", stream.sourceLanguageVersion());
        int strings = dictionary.length + encoder.length + language.length + languageVersion.length;
        return little(strings + 4 + 1 + StreamHeader.HASH_LENGTH)
                .put(dictionary)
                .put(encoder)
                .put(language)
                .put(languageVersion)
                .putInt((int) stream.symbolCount())
                .put((byte) 0)
                .put(stream.hashBytes())
                .array();
    }

    private static byte[] compression(Payload payload) {
        byte[] backend = str16("backend", payload.backend());
        byte[] model = CanonicalJson.python(payload.model());
        byte[] extras = payload.extras().isEmpty() ? NOTHING : CanonicalJson.python(payload.extras());
        return little(backend.length + 4 + 4 + model.length + 4 + extras.length)
                .put(backend)
                .putInt((int) payload.compressedSymbols())
                .putInt(model.length)
                .put(model)
                .putInt(extras.length)
                .put(extras)
                .array();
    }

    private static byte[] str16(String what, String text) {
        byte[] utf8 = utf8(what, text);
        if (utf8.length > MOST_STR16) {
            throw new PackageException(
                    ErrorCode.STRING_TOO_LONG, "%s has %d bytes, at most 65,535 fit".formatted(what, utf8.length));
        }
        return little(2 + utf8.length).putShort((short) utf8.length).put(utf8).array();
    }

    /// Half of a surrogate pair has no UTF-8.
    private static byte[] utf8(String what, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(utf8, StandardCharsets.UTF_8).equals(text)) {
            throw new PackageException(ErrorCode.BAD_UTF8, "%s has no UTF-8 form".formatted(what));
        }
        return utf8;
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
