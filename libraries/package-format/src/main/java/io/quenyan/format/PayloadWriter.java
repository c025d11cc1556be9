package io.quenyan.format;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a payload frame. The sections are gone over twice: first to learn the length, then to write.
final class PayloadWriter {

    private static final int MOST_STR16 = 65_535;

    /// Null while the length is counted.
    private final byte @Nullable [] out;

    private long at;

    private PayloadWriter(byte @Nullable [] out, long at) {
        this.out = out;
        this.at = at;
    }

    /// The frame of `payload`, checked and counted.
    ///
    /// @param metadata in canonical form
    /// @throws PackageException with the code of what does not fit
    static Plaintext of(Payload payload, byte[] metadata, Envelope envelope) {
        PayloadWriter count = new PayloadWriter(null, 0);
        count.sections(payload, metadata);
        Limits.check("A payload", count.at, Limits.WRAPPER_BODY);
        int body = (int) count.at;
        return new Plaintext() {
            @Override
            public int length() {
                return Frame.HEADER + body + Frame.CRC;
            }

            @Override
            public void write(byte[] out, int at) {
                new PayloadWriter(out, at + Frame.HEADER).sections(payload, metadata);
                int features = Feature.bits(envelope.features());
                Frame.close(Frame.Kind.PAYLOAD, out, at, body, envelope.payloadVersion(), features);
            }
        };
    }

    private void sections(Payload payload, byte[] metadata) {
        streamHeader(payload.stream());
        compression(payload);
        blob(Section.TOKENS, payload.tokens());
        blob(Section.STRING_TABLE, payload.stringTable());
        json(Section.PAYLOADS, payload.payloads());
        for (Map.Entry<Integer, JsonBytes> channel : payload.channels().entrySet()) {
            json(channel.getKey(), channel.getValue());
        }
        if (payload.sourceMap() != null) {
            blob(Section.SOURCE_MAP, payload.sourceMap());
        }
        blob(Section.METADATA, metadata);
    }

    private void streamHeader(StreamHeader stream) {
        long start = begin(Section.STREAM_HEADER, stream.hasSourceMap() ? Section.HAS_SOURCE_MAP : 0);
        str16("dictionary_version", stream.dictionaryVersion());
        str16("encoder_version", stream.encoderVersion());
        str16("source_language", stream.sourceLanguage());
        str16("source_language_version", stream.sourceLanguageVersion());
        u32(stream.symbolCount());
        u8(0);
        bytes(stream.hashBytes());
        end(start);
    }

    private void compression(Payload payload) {
        long start = begin(Section.COMPRESSION, 0);
        str16("backend", payload.backend());
        u32(payload.compressedSymbols());
        json32(payload.model());
        if (payload.extras().isEmptyObject()) {
            u32(0);
        } else {
            json32(payload.extras());
        }
        end(start);
    }

    private void blob(int id, byte[] bytes) {
        long start = begin(id, 0);
        u32(bytes.length);
        bytes(bytes);
        end(start);
    }

    private void json(int id, JsonBytes value) {
        long start = begin(id, 0);
        json32(value);
        end(start);
    }

    private long begin(int id, int flags) {
        u16(id);
        u16(flags);
        u32(0);
        return at;
    }

    /// Puts the length of the section that began before `start` into its header.
    private void end(long start) {
        long end = at;
        at = start - 4;
        u32(end - start);
        at = end;
    }

    private void json32(JsonBytes value) {
        u32(value.length());
        bytes(value.bytes());
    }

    private void str16(String what, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MOST_STR16) {
            throw new PackageException(
                    ErrorCode.STRING_TOO_LONG, "%s has %d bytes, at most 65,535 fit".formatted(what, utf8.length));
        }
        if (out == null && !new String(utf8, StandardCharsets.UTF_8).equals(text)) {
            throw new PackageException(ErrorCode.BAD_UTF8, "%s has half of a surrogate pair".formatted(what));
        }
        u16(utf8.length);
        bytes(utf8);
    }

    private void bytes(byte[] bytes) {
        if (out != null) {
            System.arraycopy(bytes, 0, out, (int) at, bytes.length);
        }
        at += bytes.length;
    }

    private void u32(long value) {
        u16((int) value & 0xFFFF);
        u16((int) (value >>> 16));
    }

    private void u16(int value) {
        u8(value);
        u8(value >>> 8);
    }

    private void u8(int value) {
        if (out != null) {
            out[(int) at] = (byte) value;
        }
        at++;
    }
}
