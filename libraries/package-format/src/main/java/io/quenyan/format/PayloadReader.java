package io.quenyan.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the sections of a payload frame. Unknown sections are ignored, in whatever order they come.
final class PayloadReader {

    private final Map<Integer, SectionBytes> sections = new HashMap<>();

    private PayloadReader() {}

    static Payload read(Frame frame) {
        PayloadReader reader = new PayloadReader();
        reader.index(ByteBuffer.wrap(frame.data(), frame.bodyOffset(), frame.bodyLength())
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN));
        return reader.payload().withinBudget();
    }

    private void index(ByteBuffer body) {
        while (body.hasRemaining()) {
            if (body.remaining() < Section.HEADER) {
                throw new PackageException(ErrorCode.SECTION_TRUNCATED, "A section header ends early");
            }
            int id = Short.toUnsignedInt(body.getShort());
            int flags = Short.toUnsignedInt(body.getShort());
            long length = Integer.toUnsignedLong(body.getInt());
            if (length > body.remaining()) {
                throw new PackageException(ErrorCode.SECTION_TRUNCATED, "Section %04x ends early".formatted(id));
            }
            ByteBuffer content = body.slice(body.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
            body.position(body.position() + (int) length);
            if (sections.put(id, new SectionBytes(id, flags, content)) != null) {
                throw new PackageException(ErrorCode.DUPLICATE_SECTION, "Section %04x comes twice".formatted(id));
            }
        }
    }

    private Payload payload() {
        for (int id = Section.STREAM_HEADER; id <= Section.PAYLOADS; id++) {
            required(id);
        }
        SectionBytes metadata = required(Section.METADATA);
        StreamHeader stream = streamHeader(required(Section.STREAM_HEADER));
        SectionBytes compression = required(Section.COMPRESSION);
        String backend = compression.str16();
        long symbols = compression.u32();
        JsonBytes model = JsonBytes.of("The model", compression.field(Limits.JSON));
        JsonBytes extras = extras(compression.field(Limits.JSON));
        compression.requireEnd();
        SectionBytes sourceMap = sections.get(Section.SOURCE_MAP);
        return new Payload(
                stream,
                backend,
                symbols,
                model,
                extras,
                required(Section.TOKENS).blob(Limits.TOKENS).copy(),
                required(Section.STRING_TABLE).blob(Limits.STRING_TABLE).copy(),
                JsonBytes.of("The records", required(Section.PAYLOADS).blob(Limits.JSON)),
                channels(),
                sourceMap == null ? null : sourceMap.blob(Limits.WRAPPER_BODY).copy(),
                metadata(metadata.blob(Limits.METADATA)));
    }

    private static StreamHeader streamHeader(SectionBytes section) {
        String dictionary = section.str16();
        String encoder = section.str16();
        String language = section.str16();
        String languageVersion = section.str16();
        long symbols = section.u32();
        if (section.u8() != 0) {
            throw new PackageException(ErrorCode.UNSUPPORTED_HASH, "The only hash type is 0, SHA-256");
        }
        byte[] hash = section.bytes(StreamHeader.HASH_LENGTH);
        section.requireEnd();
        boolean hasSourceMap = (section.flags() & Section.HAS_SOURCE_MAP) != 0;
        return new StreamHeader(
                dictionary, encoder, language, languageVersion, symbols, StreamHeader.hash(hash), hasSourceMap);
    }

    /// Some producers write `null` for none.
    private static JsonBytes extras(Slice text) {
        if (text.length() == 0) {
            return JsonBytes.EMPTY_OBJECT;
        }
        JsonBytes extras = JsonBytes.of("The extras", text);
        if (extras.isNull()) {
            return JsonBytes.EMPTY_OBJECT;
        }
        return extras.requireObject("extras");
    }

    private static ObjectNode metadata(Slice text) {
        if (CanonicalJson.parse(text, ValueBudget.beforeTrust("metadata")) instanceof ObjectNode metadata) {
            return metadata;
        }
        throw new PackageException(ErrorCode.BAD_WRAPPER, "metadata must be an object");
    }

    private SortedMap<Integer, JsonBytes> channels() {
        SortedMap<Integer, JsonBytes> channels = new TreeMap<>();
        for (int i = 0; i < Payload.CHANNELS.size(); i++) {
            int id = Section.FIRST_CHANNEL + i;
            SectionBytes section = sections.get(id);
            if (section != null) {
                channels.put(id, JsonBytes.of("A channel", section.blob(Limits.JSON)));
            }
        }
        return channels;
    }

    private SectionBytes required(int id) {
        @Nullable SectionBytes section = sections.get(id);
        if (section == null) {
            throw new PackageException(ErrorCode.MISSING_SECTION, "Section %04x is missing".formatted(id));
        }
        return section;
    }
}
