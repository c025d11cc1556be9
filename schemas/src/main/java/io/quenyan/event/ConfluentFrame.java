package io.quenyan.event;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The registry's frame around an Avro value.
///
/// ```text
/// frame = 00 || schema id (4 bytes, big endian) || avro
/// ```
///
/// @param id schema id, as the registry gave it
/// @param avro Avro binary
public record ConfluentFrame(int id, byte[] avro) {

    private static final int LENGTH = 5;

    /// Returns `avro` in a frame.
    public static byte[] frame(int id, byte[] avro) {
        return ByteBuffer.allocate(LENGTH + avro.length)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();
    }

    /// Returns what is in the frame, or empty if `value` does not start with one.
    public static Optional<ConfluentFrame> parse(byte[] value) {
        if (value.length < LENGTH || value[0] != 0) {
            return Optional.empty();
        }
        int id = ByteBuffer.wrap(value).getInt(1);
        return Optional.of(new ConfluentFrame(id, Arrays.copyOfRange(value, LENGTH, value.length)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfluentFrame that && id == that.id && Arrays.equals(avro, that.avro);
    }

    @Override
    public int hashCode() {
        return 31 * id + Arrays.hashCode(avro);
    }

    @Override
    public String toString() {
        return "ConfluentFrame[id=%d, %d bytes]".formatted(id, avro.length);
    }
}
