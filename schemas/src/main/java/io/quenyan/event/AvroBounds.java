package io.quenyan.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;

/// Walks Avro binary by its schema without building anything, and finds where the value ends.
///
/// Every length and count is checked against the bytes that are left before anyone allocates for it, so that
/// Avro's own reader can follow without harm. Strings must be UTF-8. Schemas nest at most 32 deep.
final class AvroBounds {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_ITEMS = 1_000_000;

    private final byte[] bytes;
    private int position;
    private int items;

    private AvroBounds(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Returns how many of `bytes` one value of `schema` takes.
    ///
    /// @throws MalformedAvroException if they do not start with such a value
    static int lengthOf(Schema schema, byte[] bytes) throws MalformedAvroException {
        AvroBounds walk = new AvroBounds(bytes);
        walk.value(schema, 0);
        return walk.position;
    }

    private void value(Schema schema, int depth) throws MalformedAvroException {
        if (depth > MAX_DEPTH) {
            throw new MalformedAvroException("values nest deeper than " + MAX_DEPTH);
        }
        switch (schema.getType()) {
            case NULL -> {}
            case BOOLEAN -> bool();
            case INT -> integer();
            case LONG -> varint();
            case FLOAT -> skip(4);
            case DOUBLE -> skip(8);
            case BYTES -> skip(length());
            case STRING -> text();
            case FIXED -> skip(schema.getFixedSize());
            case ENUM -> index(schema.getEnumSymbols().size(), "enum");
            case UNION -> union(schema.getTypes(), depth);
            case ARRAY -> blocks(schema.getElementType(), false, depth);
            case MAP -> blocks(schema.getValueType(), true, depth);
            case RECORD -> {
                for (Schema.Field field : schema.getFields()) {
                    value(field.schema(), depth + 1);
                }
            }
        }
    }

    private void union(List<Schema> branches, int depth) throws MalformedAvroException {
        value(branches.get(index(branches.size(), "union")), depth + 1);
    }

    private void blocks(Schema item, boolean keyed, int depth) throws MalformedAvroException {
        for (long count = varint(); count != 0; count = varint()) {
            if (count < 0) {
                long size = varint();
                if (size < 0 || size > left()) {
                    throw new MalformedAvroException("a block is longer than the record");
                }
            }
            if (Math.abs(count) > MAX_ITEMS - items || count == Long.MIN_VALUE) {
                throw new MalformedAvroException("more than %d items".formatted(MAX_ITEMS));
            }
            items += (int) Math.abs(count);
            for (long i = Math.abs(count); i > 0; i--) {
                if (keyed) {
                    text();
                }
                value(item, depth + 1);
            }
        }
    }

    private void bool() throws MalformedAvroException {
        byte value = next();
        if (value != 0 && value != 1) {
            throw new MalformedAvroException("a boolean is neither 0 nor 1");
        }
    }

    private void integer() throws MalformedAvroException {
        long value = varint();
        if (value != (int) value) {
            throw new MalformedAvroException("an int has more than 32 bits");
        }
    }

    private int index(int size, String what) throws MalformedAvroException {
        long index = varint();
        if (index < 0 || index >= size) {
            throw new MalformedAvroException("a %s index is out of range".formatted(what));
        }
        return (int) index;
    }

    private void text() throws MalformedAvroException {
        int length = length();
        try {
            if (!ascii(position, length)) {
                var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, position, length));
            }
        } catch (CharacterCodingException e) {
            throw new MalformedAvroException("a string is not UTF-8");
        }
        position += length;
    }

    private boolean ascii(int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private int length() throws MalformedAvroException {
        long length = varint();
        if (length < 0 || length > left()) {
            throw new MalformedAvroException("a declared length is more than the bytes that are left");
        }
        return (int) length;
    }

    private void skip(int count) throws MalformedAvroException {
        if (count > left()) {
            throw new MalformedAvroException("the record ends too early");
        }
        position += count;
    }

    private byte next() throws MalformedAvroException {
        if (left() == 0) {
            throw new MalformedAvroException("the record ends too early");
        }
        return bytes[position++];
    }

    private int left() {
        return bytes.length - position;
    }

    /// A zig-zag varint of at most ten bytes.
    private long varint() throws MalformedAvroException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = next();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new MalformedAvroException("a number has more than 64 bits");
    }
}
