package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/// Changes valid input into input that is mostly not.
final class Mutator {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int[] INTERESTING = {
        0,
        1,
        2,
        3,
        4,
        7,
        8,
        15,
        16,
        20,
        127,
        128,
        255,
        256,
        32767,
        32768,
        65535,
        65536,
        0x7F00,
        0x0101,
        0x01000000,
        0x02000000,
        0x04000000,
        0x7FFFFFFF,
        0x80000000,
        0xFFFFFFF0,
        0xFFFFFFFF
    };

    private static final String[] TOKENS = {
        "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "NaN", "-0", "1e400", "1e-400", "\\ud800", "\\u0000", "=",
        "==", "\n", " ", "\u00e9", "-", "_", "/", "true", "0.1", "QYN1", "MCS\0", "UVlOMQ"
    };

    private static final String[] ODD_TEXTS = {
        "",
        "=",
        "====",
        "A",
        "AA==",
        "AB==",
        "AAAA\n",
        "-_-_",
        "\u00e9\u00e9\u00e9\u00e9",
        "2",
        "1",
        "1.0.0",
        "2.0.0",
        "9".repeat(40),
        "argon2id",
        "scrypt",
        "chacha20poly1305",
        "\ud800",
        "compression:fse",
        "AAAAAAAAAAAAAAAAAAAAAA=="
    };

    private final RandomGenerator random;

    Mutator(RandomGenerator random) {
        this.random = random;
    }

    /// One to four changes anywhere.
    byte[] bytes(byte[] input) {
        byte[] output = input.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            output = change(output);
        }
        return output;
    }

    /// A changed frame of which the checksum, and mostly the length, are right again.
    byte[] frame(byte[] input) {
        byte[] output = random.nextInt(4) == 0 ? headerChanged(input) : bytes(input);
        if (output.length < Frame.HEADER + Frame.CRC) {
            return output;
        }
        ByteBuffer view = ByteBuffer.wrap(output);
        int length = output.length - Frame.HEADER - Frame.CRC;
        if (random.nextInt(8) != 0) {
            view.putInt(12, length);
        }
        CRC32 crc = new CRC32();
        crc.update(output, Frame.HEADER, length);
        view.putInt(output.length - Frame.CRC, (int) crc.getValue());
        return output;
    }

    /// A payload frame in which ids, flags or lengths of sections, or of what is in them, were changed.
    byte[] sections(byte[] payloadFrame) {
        byte[] output = payloadFrame.clone();
        ByteBuffer view = ByteBuffer.wrap(output).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> headers = sectionHeaders(view, output.length - Frame.CRC);
        int header = headers.get(random.nextInt(headers.size()));
        switch (random.nextInt(5)) {
            case 0 -> view.putShort(header, (short) (random.nextBoolean() ? random.nextInt(10) : interesting()));
            case 1 -> view.putShort(header + 2, (short) interesting());
            case 2 -> view.putInt(header + 4, lengthNear(view.getInt(header + 4)));
            case 3 -> view.putInt(header + Section.HEADER, lengthNear(view.getInt(header + Section.HEADER)));
            default -> output = moved(output, headers, header);
        }
        return output;
    }

    /// A JSON object in which a member was removed, renamed, or got another value.
    ObjectNode members(ObjectNode input) {
        ObjectNode output = input.deepCopy();
        List<String> names = new ArrayList<>();
        output.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        JsonNode value = output.get(name);
        switch (random.nextInt(6)) {
            case 0 -> output.remove(name);
            case 1 -> output.set(names.get(random.nextInt(names.size())), value);
            case 2 -> output.set(random.nextBoolean() ? "encryption_version" : "kdf_parameters", oddValue());
            case 3 -> {
                if (value instanceof ObjectNode object && !object.isEmpty()) {
                    output.set(name, members(object));
                } else if (value.isTextual()) {
                    output.put(name, new String(change(value.textValue().getBytes(UTF_8)), UTF_8));
                }
            }
            default -> output.set(name, oddValue());
        }
        return output;
    }

    private JsonNode oddValue() {
        return switch (random.nextInt(9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(interesting());
            case 3 -> NODES.numberNode(random.nextLong());
            case 4 -> NODES.numberNode(random.nextDouble() * 1e10);
            case 5 -> NODES.arrayNode().add(ODD_TEXTS[random.nextInt(ODD_TEXTS.length)]);
            case 6 ->
                NODES.objectNode()
                        .put("time_cost", random.nextInt(12))
                        .put("memory_cost", interesting())
                        .put("parallelism", random.nextInt(18));
            default -> NODES.textNode(ODD_TEXTS[random.nextInt(ODD_TEXTS.length)]);
        };
    }

    private byte[] change(byte[] input) {
        if (input.length == 0) {
            return TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8);
        }
        byte[] output = input.clone();
        int at = random.nextInt(output.length);
        switch (random.nextInt(9)) {
            case 0 -> output[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> output[at] = (byte) random.nextInt();
            case 2 -> output = Arrays.copyOf(output, at);
            case 3 -> output = spliced(output, at, Math.min(output.length, at + 1 + random.nextInt(16)), new byte[0]);
            case 4 -> output = spliced(output, at, at, Arrays.copyOfRange(output, at / 2, at));
            case 5 -> {
                byte[] token = TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8);
                output = spliced(output, at, at, token);
            }
            case 6 -> {
                byte[] token = TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8);
                output = spliced(output, at, Math.min(output.length, at + token.length), token);
            }
            case 7 -> {
                if (at + 4 <= output.length) {
                    ByteBuffer.wrap(output).putInt(at, interesting());
                }
            }
            default -> output[random.nextInt(output.length)] = output[at];
        }
        return output;
    }

    private byte[] headerChanged(byte[] frame) {
        byte[] output = frame.clone();
        if (random.nextBoolean()) {
            output[random.nextInt(Math.min(output.length, Frame.HEADER))] = (byte) interesting();
        } else {
            output[4 + random.nextInt(8)] ^= (byte) (1 << random.nextInt(8));
        }
        return output;
    }

    private static List<Integer> sectionHeaders(ByteBuffer view, int end) {
        List<Integer> headers = new ArrayList<>();
        int at = Frame.HEADER;
        while (at < end) {
            headers.add(at);
            at += Section.HEADER + view.getInt(at + 4);
        }
        return headers;
    }

    /// The section left out, doubled, or cut by a few bytes with its length put right.
    private byte[] moved(byte[] frame, List<Integer> headers, int header) {
        int next = headers.indexOf(header) + 1;
        int end = next < headers.size() ? headers.get(next) : frame.length - Frame.CRC;
        byte[] section = Arrays.copyOfRange(frame, header, end);
        return switch (random.nextInt(3)) {
            case 0 -> spliced(frame, header, end, new byte[0]);
            case 1 -> spliced(frame, header, header, section);
            default -> {
                int kept = Section.HEADER + random.nextInt(section.length - Section.HEADER + 1);
                byte[] cut = Arrays.copyOf(section, kept);
                ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(4, kept - Section.HEADER);
                yield spliced(frame, header, end, cut);
            }
        };
    }

    private int lengthNear(int length) {
        return random.nextBoolean() ? length + random.nextInt(-9, 10) : interesting();
    }

    private int interesting() {
        return INTERESTING[random.nextInt(INTERESTING.length)];
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] middle) {
        byte[] output = new byte[from + middle.length + input.length - to];
        System.arraycopy(input, 0, output, 0, from);
        System.arraycopy(middle, 0, output, from, middle.length);
        System.arraycopy(input, to, output, from + middle.length, input.length - to);
        return output;
    }
}
