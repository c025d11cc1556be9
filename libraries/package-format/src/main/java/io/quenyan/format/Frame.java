package io.quenyan.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A frame, as it was found around a wrapper or a payload.
///
/// ```text
/// frame = magic (4) || major (1) || minor (1) || patch (2) || feature bits (4) || N (4) || body (N) || CRC-32 (4)
/// ```
///
/// All integers are big-endian; the CRC is of the body. Older packages have a header of 12 bytes, without feature bits,
/// and no CRC.
///
/// @param features null for the older header
/// @param bodyOffset where the body begins
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
record Frame(byte[] data, FormatVersion version, @Nullable Set<Feature> features, int bodyOffset, int bodyLength) {

    static final int HEADER = 16;
    static final int CRC = 4;

    private static final int OLD_HEADER = 12;

    /// Which of the two frames.
    enum Kind {
        WRAPPER("QYN1"),
        PAYLOAD("MCS\0");

        @SuppressWarnings("ImmutableEnumChecker") // never given away
        private final byte[] magic;

        Kind(String magic) {
            this.magic = magic.getBytes(StandardCharsets.US_ASCII);
        }

        /// Whether `data` is a part of the magic, or nothing.
        boolean beginsWith(byte[] data) {
            return data.length < magic.length && Arrays.equals(magic, 0, data.length, data, 0, data.length);
        }

        boolean begins(byte[] data) {
            return data.length >= magic.length && Arrays.equals(data, 0, magic.length, magic, 0, magic.length);
        }

        @Override
        public String toString() {
            return this == WRAPPER ? "wrapper" : "payload";
        }
    }

    /// Reads the frame that the first `size` bytes of `data` are.
    static Frame parse(Kind kind, byte[] data, int size) {
        if (size < HEADER + CRC) {
            throw new PackageException(
                    ErrorCode.FRAME_TOO_SMALL, "%d bytes cannot hold a %s frame".formatted(size, kind));
        }
        if (!kind.begins(data)) {
            throw new PackageException(ErrorCode.BAD_MAGIC, "The magic of the frame is wrong");
        }
        ByteBuffer header = ByteBuffer.wrap(data);
        long bodyLength = Integer.toUnsignedLong(header.getInt(12));
        if (HEADER + bodyLength + CRC > size) {
            throw new PackageException(
                    ErrorCode.FRAME_TRUNCATED,
                    "The frame says %d bytes, %d are there".formatted(bodyLength, size - HEADER - CRC));
        }
        int length = (int) bodyLength;
        if (crc(data, HEADER, length) != header.getInt(HEADER + length)) {
            throw new PackageException(ErrorCode.CRC_MISMATCH, "The checksum of the frame is wrong");
        }
        Set<Feature> features = Feature.ofBits(header.getInt(8));
        if (HEADER + bodyLength + CRC != size) {
            throw new PackageException(ErrorCode.TRAILING_DATA, "Bytes follow the frame");
        }
        return new Frame(data, version(header), features, HEADER, length);
    }

    /// Whether `data` is a wrapper with the older header: its length ends the input exactly, and a JSON object begins.
    static boolean isOld(byte[] data) {
        return data.length > OLD_HEADER
                && data[OLD_HEADER] == '{'
                && ByteBuffer.wrap(data).getInt(8) == data.length - OLD_HEADER;
    }

    /// Reads the frame with the older header that the first `size` bytes of `data` are.
    static Frame parseOld(Kind kind, byte[] data, int size) {
        if (size < OLD_HEADER) {
            throw new PackageException(ErrorCode.FRAME_TOO_SMALL, "%d bytes cannot hold a frame".formatted(size));
        }
        if (!kind.begins(data)) {
            throw new PackageException(ErrorCode.BAD_MAGIC, "The magic of the frame is wrong");
        }
        ByteBuffer header = ByteBuffer.wrap(data);
        long bodyLength = Integer.toUnsignedLong(header.getInt(8));
        if (OLD_HEADER + bodyLength > size) {
            throw new PackageException(ErrorCode.FRAME_TRUNCATED, "The frame ends early");
        }
        if (OLD_HEADER + bodyLength < size) {
            throw new PackageException(ErrorCode.TRAILING_DATA, "Bytes follow the frame");
        }
        return new Frame(data, version(header), null, OLD_HEADER, (int) bodyLength);
    }

    /// Writes header and CRC around the body that is already in its place.
    static void close(Kind kind, byte[] data, int offset, int bodyLength, FormatVersion version, int features) {
        ByteBuffer.wrap(data, offset, HEADER)
                .put(kind.magic)
                .put((byte) version.major())
                .put((byte) version.minor())
                .putShort((short) version.patch())
                .putInt(features)
                .putInt(bodyLength);
        ByteBuffer.wrap(data, offset + HEADER + bodyLength, CRC).putInt(crc(data, offset + HEADER, bodyLength));
    }

    private static FormatVersion version(ByteBuffer header) {
        return new FormatVersion(
                Byte.toUnsignedInt(header.get(4)),
                Byte.toUnsignedInt(header.get(5)),
                Short.toUnsignedInt(header.getShort(6)));
    }

    private static int crc(byte[] data, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(data, offset, length);
        return (int) crc.getValue();
    }
}
