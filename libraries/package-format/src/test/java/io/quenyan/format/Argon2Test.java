package io.quenyan.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the vectors of the reference implementation, and against another one for all shapes of memory.
class Argon2Test {

    @ParameterizedTest
    @CsvSource({
        "2, 65536, 1, password, somesalt, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        "2, 256, 1, password, somesalt, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        "2, 256, 2, password, somesalt, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
        "1, 65536, 1, password, somesalt, f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
        "2, 65536, 1, differentpassword, somesalt, 0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
        "2, 65536, 1, password, diffsalt, bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c",
    })
    void yieldsWhatTheReferenceImplementationYields(
            int time, int memory, int lanes, String password, String salt, String expected) {
        byte[] tag = Argon2.id(utf8(password), utf8(salt), new Argon2Cost(time, memory, lanes), 32);

        assertThat(HexFormat.of().formatHex(tag)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 8, 1", "1, 31, 3", "3, 32, 4", "10, 517, 16", "4, 1021, 5", "2, 4096, 4", "1, 2048, 2"})
    void agreesWithBouncyCastle(int time, int memory, int lanes) {
        Random random = new Random(time * 31L + memory);
        var cost = new Argon2Cost(time, memory, lanes);
        for (int length : new int[] {4, 32, 63, 64, 65, 100, 128, 1_000}) {
            byte[] password = new byte[random.nextInt(300)];
            byte[] salt = new byte[8 + random.nextInt(60)];
            random.nextBytes(password);
            random.nextBytes(salt);

            assertThat(Argon2.id(password, salt, cost, length)).isEqualTo(bouncyCastle(password, salt, cost, length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 256, 257, 1_000})
    void hashesAsBouncyCastleHashes(int bytes) {
        byte[] message = new byte[bytes];
        new Random(bytes).nextBytes(message);
        for (int length : new int[] {1, 32, 64}) {
            var digest = new Blake2bDigest(length * 8);
            digest.update(message, 0, message.length);
            byte[] expected = new byte[length];
            digest.doFinal(expected, 0);

            assertThat(new Blake2b(length).update(message).hash()).isEqualTo(expected);
        }
    }

    @Test
    void derivationsAtOnceDoNotTouchEachOther() {
        var cost = new Argon2Cost(2, 512, 4);
        byte[] alone = Argon2.id(utf8("password"), utf8("somesalt"), cost, 32);

        assertThat(java.util.stream.IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(
                                _ -> HexFormat.of().formatHex(Argon2.id(utf8("password"), utf8("somesalt"), cost, 32))))
                .containsOnly(HexFormat.of().formatHex(alone));
    }

    private static byte[] bouncyCastle(byte[] password, byte[] salt, Argon2Cost cost, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withIterations(cost.timeCost())
                .withMemoryAsKB(cost.memoryKib())
                .withParallelism(cost.parallelism())
                .build());
        byte[] tag = new byte[length];
        generator.generateBytes(password, tag);
        return tag;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
