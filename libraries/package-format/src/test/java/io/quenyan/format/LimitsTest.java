package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Limits hold before memory is taken or a key derived.
class LimitsTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MIB = 1024 * 1024;

    private static final KeySource NEVER = (derivation, _) -> {
        KdfLimits.DEFAULT.check(derivation);
        throw new AssertionError("A key was derived");
    };

    @ParameterizedTest
    @ValueSource(ints = {0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, 0x10000000})
    void refusesALengthThatLiesWithoutTakingMemoryForIt(int length) {
        byte[] frame = TestPackages.framed(Encryption.V1);
        ByteBuffer.wrap(frame).putInt(12, length);

        assertThat(code(() -> new PackageReader(NEVER).read(frame))).isEqualTo(ErrorCode.FRAME_TRUNCATED);
        assertThat(allocated(() -> new PackageReader(NEVER).read(frame))).isLessThan(MIB);
    }

    @ParameterizedTest
    @CsvSource({
        "{\"time_cost\":0}, KDF_LIMIT",
        "{\"time_cost\":11}, KDF_LIMIT",
        "{\"time_cost\":\"2147483647\"}, KDF_LIMIT",
        "{\"time_cost\":9223372036854775808}, KDF_LIMIT",
        "{\"memory_cost\":31}, KDF_LIMIT",
        "{\"memory_cost\":65537}, KDF_LIMIT",
        "{\"memory_cost\":262145}, KDF_LIMIT",
        "{\"memory_cost\":-1}, KDF_LIMIT",
        "{\"parallelism\":0}, KDF_LIMIT",
        "{\"parallelism\":17}, KDF_LIMIT",
        "{\"hash_len\":16}, KDF_LIMIT",
        "{\"hash_len\":64}, KDF_LIMIT",
        "{\"time_cost\":1.5}, BAD_WRAPPER",
        "{\"time_cost\":null}, BAD_WRAPPER",
        "[], BAD_WRAPPER",
    })
    void refusesCostsOutsideTheLimitsBeforeItDerives(String parameters, ErrorCode expected) {
        byte[] bytes = withMember("kdf_parameters", parameters);

        assertThat(code(() -> new PackageReader(NEVER).read(bytes))).isEqualTo(expected);
        assertThat(allocated(() -> new PackageReader(NEVER).read(bytes))).isLessThan(MIB);
    }

    @Test
    void takesMoreMemoryOnlyWhenTold() {
        Argon2id costly = new Argon2id(Salt.ofHex("00"), new Argon2Cost(1, 262_144, 1));

        assertThat(code(() -> {
                    KdfLimits.DEFAULT.check(costly);
                    return null;
                }))
                .isEqualTo(ErrorCode.KDF_LIMIT);
        KdfLimits.allowingMemory(262_144).check(costly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesJsonDeeperThanSixtyFour(String opening) {
        byte[] deep = opening.repeat(100_000).getBytes(UTF_8);

        assertThat(code(() -> CanonicalJson.parse(deep))).isEqualTo(ErrorCode.BAD_JSON);
        assertThat(allocated(() -> CanonicalJson.parse(deep))).isLessThan(2 * MIB);
    }

    @Test
    void readsJsonAsDeepAsSixtyFour() {
        String deepest = "[".repeat(64) + "]".repeat(64);

        assertThat(new String(CanonicalJson.python(CanonicalJson.parse(deepest.getBytes(UTF_8))), UTF_8))
                .isEqualTo(deepest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[],", "{},", "\"a\",", "1.5,", "12345678901234567890,", "[[[[]]]],"})
    void boundsTheMemoryOfMetadataThatNobodyVouchesFor(String value) {
        int values = 4_000_000 / value.length();
        byte[] bytes = withMember("metadata", "{\"a\":[" + value.repeat(values) + "0]}");

        assertThat(allocated(() -> new PackageReader(NEVER).read(bytes))).isLessThan(bytes.length + 64 * MIB);
        assertThat(code(() -> new PackageReader(NEVER).read(bytes))).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata", "salt", "nonce", "tag", "version", "payload_version", "kdf", "x-unknown"})
    void boundsTheMemoryOfALongMember(String name) {
        byte[] bytes = withMember(name, "\"" + "A".repeat(40_000_000) + "\"");

        assertThat(allocated(() -> new PackageReader(KEYS).read(bytes))).isLessThan(bytes.length + 64 * MIB);
    }

    private static final KeySource KEYS = (derivation, _) -> TestKeys.ready(derivation.encryption());

    @Test
    void refusesToWriteMetadataThatItWouldNotRead() {
        ObjectNode many = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < Limits.METADATA_VALUES; i++) {
            many.withArray("a").add(1);
        }
        ObjectNode longText = JsonNodeFactory.instance.objectNode().put("a", "a".repeat(Limits.METADATA));

        assertThat(code(() -> write(new SourceContent(new byte[0], "", many)))).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
        assertThat(code(() -> write(new SourceContent(new byte[0], "", longText))))
                .isEqualTo(ErrorCode.BUDGET_EXCEEDED);
    }

    @Test
    void refusesASourceFileThatIsTooLong() {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();

        assertThat(code(() -> new SourceContent(new byte[Limits.TOKENS + 1], "", metadata)))
                .isEqualTo(ErrorCode.BUDGET_EXCEEDED);
    }

    @ParameterizedTest
    @EnumSource
    void readsTheLongestSourceFileThatItWrites(Encryption encryption) {
        byte[] content = new byte[Limits.TOKENS];
        Arrays.fill(content, (byte) 'x');

        byte[] bytes = TestPackages.source(encryption, content);

        assertThat(new PackageReader(KEYS).read(bytes).tokens()).isEqualTo(content);
    }

    /// A tree of these records would take ten to thirty times as much.
    @ParameterizedTest
    @ValueSource(strings = {"[],", "{},", "\"a\",", "1.5,", "{\"b\":[],\"a\":0},"})
    void takesAFewTimesALongDescriptorToWriteAndToRead(String record) {
        String records = "[" + record.repeat(6_000_000 / record.length()) + "0]";
        byte[] json = TestPackages.DESCRIPTOR
                .replace("\"entries\":[1,2.5,\"x\"]", "\"entries\":" + records)
                .getBytes(UTF_8);
        PackageWriter writer = new PackageWriter(TestKeys.ready(Encryption.V2));
        SealingMaterial material = SealingMaterial.fixed(new byte[16], new byte[SealingMaterial.NONCE_LENGTH]);
        byte[] written = writer.write(Descriptor.parse(json), material);

        assertThat(retained(() -> Descriptor.parse(json))).isLessThan(2L * json.length);
        assertThat(retained(() -> new PackageReader(KEYS).read(written))).isLessThan(2L * written.length);
    }

    /// One array for a package, and some 12 KB around it; compiled code needs less than what is held against it here.
    @ParameterizedTest
    @CsvSource({"5_800, 2.75", "200_000, 1.2", "10_000_000, 1.05"})
    void allocatesLittleMoreThanThePackage(String bytes, double most) {
        int size = Integer.parseInt(bytes.replace("_", ""));
        ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("path", "src/main/java/Example.java");
        SourceContent source = new SourceContent(new byte[size], "java", metadata);
        int length = write(source).length;

        assertThat(allocated(() -> write(source))).isLessThan((long) (length * most));
    }

    private static byte[] write(SourceContent source) {
        return new PackageWriter(TestKeys.ready(Encryption.V2))
                .write(source, SealingMaterial.fixed(new byte[16], new byte[SealingMaterial.NONCE_LENGTH]));
    }

    /// A version-2 package with one member of its wrapper replaced or added.
    private static byte[] withMember(String name, String json) {
        byte[] framed = TestPackages.framed(Encryption.V2);
        String text = new String(Arrays.copyOfRange(framed, Frame.HEADER, framed.length - Frame.CRC), UTF_8);
        byte[] body = (text.substring(0, text.length() - 1) + ",\"" + name + "\":" + json + "}").getBytes(UTF_8);
        byte[] frame = new byte[Frame.HEADER + body.length + Frame.CRC];
        System.arraycopy(body, 0, frame, Frame.HEADER, body.length);
        return TestPackages.withChecksum(
                frame,
                Frame.Kind.WRAPPER,
                FormatVersion.CURRENT,
                TestPackages.descriptor().features());
    }

    /// Bytes that what `action` gives keeps alive.
    private static long retained(Callable<?> action) {
        long before = used();
        AtomicReference<Object> result = new AtomicReference<>();
        assertThat(catchThrowable(() -> result.set(action.call()))).isNull();
        long after = used();
        assertThat(result.get()).isNotNull();
        return after - before;
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static ErrorCode code(Callable<?> action) {
        return catchThrowableOfType(PackageException.class, action::call).code();
    }

    /// Bytes taken, whether or not the input is refused.
    private static long allocated(Callable<?> action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Throwable refused = catchThrowable(action::call);
        long after = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(refused)
                .satisfiesAnyOf(
                        nothing -> assertThat(nothing).isNull(),
                        thrown -> assertThat(thrown).isInstanceOf(PackageException.class));
        return after - before;
    }
}
