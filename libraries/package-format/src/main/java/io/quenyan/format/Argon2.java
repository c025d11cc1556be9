package io.quenyan.format;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Argon2id version 1.3 (RFC 9106), without a secret and associated data. Its memory lies outside the heap and goes
/// back
/// to the system at the end: in a heap, 64 MiB that live for a moment stay for as long as the process. The lanes of a
/// slice are filled on all cores. Why it is our own: docs/adr/0024.
final class Argon2 {

    private static final int VERSION = 0x13;
    private static final int TYPE_ID = 2;
    private static final int SLICES = 4;
    private static final int HASH_BYTES = 64;

    private final Argon2Cost cost;
    private final int laneBlocks;
    private final int segmentBlocks;
    private final MemorySegment memory;

    private Argon2(Argon2Cost cost, MemorySegment memory) {
        this.cost = cost;
        this.segmentBlocks = blocks(cost) / (SLICES * cost.parallelism());
        this.laneBlocks = segmentBlocks * SLICES;
        this.memory = memory;
    }

    /// The tag of `length` bytes for a password and a salt.
    static byte[] id(byte[] password, byte[] salt, Argon2Cost cost, int length) {
        byte[] start = new Blake2b(HASH_BYTES)
                .update(cost.parallelism())
                .update(length)
                .update(cost.memoryKib())
                .update(cost.timeCost())
                .update(VERSION)
                .update(TYPE_ID)
                .update(password.length)
                .update(password)
                .update(salt.length)
                .update(salt)
                .update(0)
                .update(0)
                .hash();
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate((long) blocks(cost) * Argon2Block.BYTES, Argon2Block.BYTES);
            return new Argon2(cost, memory).fill(start, length);
        }
    }

    /// As many as fit, in whole segments.
    private static int blocks(Argon2Cost cost) {
        int segments = SLICES * cost.parallelism();
        return cost.memoryKib() / segments * segments;
    }

    private byte[] fill(byte[] start, int length) {
        for (int lane = 0; lane < cost.parallelism(); lane++) {
            for (int column = 0; column < 2; column++) {
                write(lane * laneBlocks + column, words(longHash(Argon2Block.BYTES, start, column, lane)));
            }
        }
        for (int pass = 0; pass < cost.timeCost(); pass++) {
            for (int slice = 0; slice < SLICES; slice++) {
                int thisPass = pass;
                int thisSlice = slice;
                IntStream.range(0, cost.parallelism())
                        .parallel()
                        .forEach(lane -> fillSegment(thisPass, lane, thisSlice));
            }
        }
        long[] last = new long[Argon2Block.WORDS];
        long[] each = new long[Argon2Block.WORDS];
        for (int lane = 0; lane < cost.parallelism(); lane++) {
            read((lane + 1) * laneBlocks - 1, each);
            for (int i = 0; i < last.length; i++) {
                last[i] ^= each[i];
            }
        }
        return longHash(length, bytes(last));
    }

    private void fillSegment(int pass, int lane, int slice) {
        boolean independent = pass == 0 && slice < SLICES / 2;
        Addresses addresses = new Addresses(pass, lane, slice);
        int first = pass == 0 && slice == 0 ? 2 : 0;
        int at = slice * segmentBlocks + first;
        var block = new Argon2Block();
        long[] previous = block.words();
        read(lane * laneBlocks + (at == 0 ? laneBlocks : at) - 1, previous);
        long[] other = new long[Argon2Block.WORDS];
        long[] before = new long[Argon2Block.WORDS];
        for (int i = first; i < segmentBlocks; i++, at++) {
            long random = independent ? addresses.at(i) : previous[0];
            read(reference(pass, lane, slice, i, random), other);
            if (pass == 0) {
                block.next(other);
            } else {
                read(lane * laneBlocks + at, before);
                block.next(other, before);
            }
            write(lane * laneBlocks + at, previous);
        }
    }

    /// Which block is mixed in.
    private int reference(int pass, int lane, int slice, int index, long random) {
        int otherLane = pass == 0 && slice == 0 ? lane : (int) ((random >>> 32) % cost.parallelism());
        int finished = pass == 0 ? slice * segmentBlocks : laneBlocks - segmentBlocks;
        int area = otherLane == lane ? finished + index - 1 : index == 0 ? finished - 1 : finished;
        long low = random & 0xFFFFFFFFL;
        long back = (area * (low * low >>> 32)) >>> 32;
        int start = pass == 0 || slice == SLICES - 1 ? 0 : (slice + 1) * segmentBlocks;
        return otherLane * laneBlocks + (int) ((start + area - 1 - back) % laneBlocks);
    }

    /// The random numbers of segments that do not depend on the password.
    private final class Addresses {
        private final long[] input = new long[Argon2Block.WORDS];
        private long[] numbers = new long[0];

        Addresses(int pass, int lane, int slice) {
            long[] position = {pass, lane, slice, blocks(cost), cost.timeCost(), TYPE_ID};
            System.arraycopy(position, 0, input, 0, position.length);
        }

        long at(int index) {
            int place = index % Argon2Block.WORDS;
            if (place == 0 || numbers.length == 0) {
                input[6]++;
                var block = new Argon2Block();
                block.next(input);
                numbers = block.words().clone();
                block = new Argon2Block();
                block.next(numbers);
                numbers = block.words();
            }
            return numbers[place];
        }
    }

    private void read(int block, long[] words) {
        MemorySegment.copy(
                memory, ValueLayout.JAVA_LONG, (long) block * Argon2Block.BYTES, words, 0, Argon2Block.WORDS);
    }

    private void write(int block, long[] words) {
        MemorySegment.copy(
                words, 0, memory, ValueLayout.JAVA_LONG, (long) block * Argon2Block.BYTES, Argon2Block.WORDS);
    }

    /// The hash of any length: H' of the RFC.
    private static byte[] longHash(int length, byte[] input, int... numbers) {
        Blake2b first = new Blake2b(Math.min(length, HASH_BYTES)).update(length).update(input);
        for (int number : numbers) {
            first.update(number);
        }
        byte[] hash = first.hash();
        byte[] output = Arrays.copyOf(hash, length);
        int half = HASH_BYTES / 2;
        for (int at = half; length > HASH_BYTES && at < length; at += half) {
            int left = length - at;
            hash = new Blake2b(Math.min(left, HASH_BYTES)).update(hash).hash();
            System.arraycopy(hash, 0, output, at, hash.length);
            if (left <= HASH_BYTES) {
                break;
            }
        }
        return output;
    }

    private static long[] words(byte[] bytes) {
        long[] words = new long[Argon2Block.WORDS];
        longs(bytes).get(words);
        return words;
    }

    private static byte[] bytes(long[] words) {
        byte[] bytes = new byte[Argon2Block.BYTES];
        longs(bytes).put(words);
        return bytes;
    }

    private static LongBuffer longs(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    }
}
