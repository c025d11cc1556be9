package io.quenyan.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The content of one section, read field by field.
final class SectionBytes {

    private final int id;
    private final int flags;
    private final ByteBuffer content;

    SectionBytes(int id, int flags, ByteBuffer content) {
        this.id = id;
        this.flags = flags;
        this.content = content;
    }

    int flags() {
        return flags;
    }

    int u8() {
        require(1);
        return Byte.toUnsignedInt(content.get());
    }

    long u32() {
        require(4);
        return Integer.toUnsignedLong(content.getInt());
    }

    byte[] bytes(int length) {
        require(length);
        byte[] bytes = new byte[length];
        content.get(bytes);
        return bytes;
    }

    /// `u16` length and UTF-8.
    String str16() {
        require(2);
        int length = Short.toUnsignedInt(content.getShort());
        ByteBuffer utf8 = within(length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw new PackageException(ErrorCode.BAD_UTF8, "A string in section %04x is not UTF-8".formatted(id));
        }
    }

    /// `u32` length and bytes, in a section with more fields.
    Slice field(long most) {
        long length = u32();
        ByteBuffer bytes = within(length);
        Limits.check("A field of section %04x".formatted(id), length, most);
        return slice(bytes);
    }

    /// `u32` length and bytes, all that the section has.
    Slice blob(long most) {
        if (content.remaining() < 4) {
            throw new PackageException(
                    ErrorCode.SECTION_TOO_SMALL, "Section %04x is shorter than its length prefix".formatted(id));
        }
        long length = Integer.toUnsignedLong(content.getInt());
        ByteBuffer bytes = within(length);
        requireEnd();
        Limits.check("Section %04x".formatted(id), length, most);
        return slice(bytes);
    }

    void requireEnd() {
        if (content.hasRemaining()) {
            throw new PackageException(
                    ErrorCode.TRAILING_DATA,
                    "%d bytes are left over in section %04x".formatted(content.remaining(), id));
        }
    }

    private ByteBuffer within(long length) {
        if (length > content.remaining()) {
            throw new PackageException(
                    ErrorCode.LENGTH_OVERFLOW, "A length in section %04x passes its end".formatted(id));
        }
        ByteBuffer bytes = content.slice(content.position(), (int) length);
        content.position(content.position() + (int) length);
        return bytes;
    }

    private void require(int length) {
        if (content.remaining() < length) {
            throw new PackageException(ErrorCode.SECTION_TRUNCATED, "Section %04x ends early".formatted(id));
        }
    }

    private static Slice slice(ByteBuffer bytes) {
        return new Slice(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }
}
