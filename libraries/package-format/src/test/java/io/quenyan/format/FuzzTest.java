package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever comes in, a reader answers with a descriptor or with a [PackageException], within its budget of memory.
///
/// The seed is printed; `-Dquenyan.fuzz.seed=N` runs the same mutations again.
class FuzzTest {

    private static final long SEED = Long.getLong("quenyan.fuzz.seed", new SecureRandom().nextLong());
    private static final int ROUNDS = Integer.getInteger("quenyan.fuzz.rounds", 30_000);
    private static final long MOST_ALLOCATED = 64L * 1024 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Keys without derivation, but with the limits that come before it.
    private static final KeySource KEYS = (derivation, _) -> {
        KdfLimits.DEFAULT.check(derivation);
        return TestKeys.ready(derivation.encryption());
    };

    private static final byte[] FRAMED_V1 = TestPackages.framed(Encryption.V1);
    private static final byte[] FRAMED_V2 = TestPackages.framed(Encryption.V2);
    private static final byte[] SOURCE =
            TestPackages.source(Encryption.V2, "any file\n".repeat(40).getBytes(UTF_8));
    private static final byte[] OLD = TestPackages.old(TestPackages.oldPayloadFrame());
    private static final byte[] LEGACY = TestPackages.legacy(TestPackages.legacyDocument());
    private static final byte[] BASE64 = TestPackages.base64(Encryption.V1);
    private static final byte[] PAYLOAD = TestPackages.payloadFrame();

    /// What is mutated, and how.
    enum Target {
        ANY_BYTES(
                false,
                (mutator, n) -> mutator.bytes(
                        List.of(FRAMED_V1, FRAMED_V2, SOURCE, OLD, LEGACY).get(n % 5))),
        WRAPPER_FRAME(
                false,
                (mutator, n) ->
                        mutator.frame(List.of(FRAMED_V1, FRAMED_V2, SOURCE).get(n % 3))),
        WRAPPER_MEMBERS(false, (mutator, n) -> framed(mutator.members(members(n % 2 == 0 ? FRAMED_V1 : FRAMED_V2)))),
        LEGACY_MEMBERS(
                false, (mutator, _) -> CanonicalJson.python(mutator.members((ObjectNode) CanonicalJson.parse(LEGACY)))),
        BASE64_TEXT(false, (mutator, _) -> mutator.bytes(BASE64)),
        PAYLOAD_FRAME(true, (mutator, _) -> TestPackages.sealing(Encryption.V1, mutator.frame(PAYLOAD))),
        PAYLOAD_SECTIONS(true, (mutator, n) -> sealedSections(mutator, n)),
        PAYLOAD_JSON(
                true,
                (mutator, n) -> n % 2 == 0
                        ? TestPackages.legacy(mutator.bytes(TestPackages.legacyDocument()))
                        : TestPackages.legacy(CanonicalJson.python(
                                mutator.members((ObjectNode) CanonicalJson.parse(TestPackages.legacyDocument())))));

        /// Whether the change is made before sealing, so that it is authentic.
        private final boolean authentic;

        @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
        private final BiFunction<Mutator, Integer, byte[]> mutation;

        Target(boolean authentic, BiFunction<Mutator, Integer, byte[]> mutation) {
            this.authentic = authentic;
            this.mutation = mutation;
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersEveryMutationWithADescriptorOrAPackageException(Target target) {
        Map<ErrorCode, Integer> refusals = new EnumMap<>(ErrorCode.class);
        PackageReader reader = new PackageReader(KEYS);
        long mostAllocated = 0;
        int accepted = 0;

        for (int round = 0; round < ROUNDS; round++) {
            byte[] input = target.mutation.apply(new Mutator(new SplittableRandom(SEED + round)), round);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                Descriptor descriptor = reader.read(input);
                accepted++;
                assertThat(target.authentic || unchanged(descriptor))
                        .as(again(target, round, input))
                        .isTrue();
                assertThat(descriptor.toJson()).isNotEmpty();
            } catch (PackageException e) {
                refusals.merge(e.code(), 1, Integer::sum);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError(again(target, round, input), e);
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).as(again(target, round, input)).isLessThan(input.length + MOST_ALLOCATED);
            mostAllocated = Math.max(mostAllocated, allocated);
        }

        System.out.printf(
                "fuzz %s: seed %d, %d rounds, %d accepted, at most %d bytes allocated, refusals %s%n",
                target, SEED, ROUNDS, accepted, mostAllocated, refusals);
        assertThat(refusals).hasSizeGreaterThan(3);
    }

    @Test
    void writesEveryDescriptorThatItAcceptsSoThatItReadsTheSame() {
        PackageWriter writer = new PackageWriter(TestKeys.ready(Encryption.V2));
        SealingMaterial material = SealingMaterial.fixed(new byte[16], new byte[SealingMaterial.NONCE_LENGTH]);
        byte[] descriptor = TestPackages.DESCRIPTOR.getBytes(UTF_8);
        int written = 0;

        for (int round = 0; round < ROUNDS; round++) {
            Mutator mutator = new Mutator(new SplittableRandom(SEED + round));
            byte[] input = round % 2 == 0
                    ? mutator.bytes(descriptor)
                    : CanonicalJson.python(mutator.members((ObjectNode) CanonicalJson.parse(descriptor)));
            try {
                Descriptor accepted = Descriptor.parse(input);
                byte[] bytes = writer.write(accepted, material);
                written++;
                assertThat(reread(bytes)).as("seed %d, round %d", SEED, round).isIn("", text(accepted));
            } catch (PackageException e) {
                assertThat(e.code()).isNotNull();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("seed %d, round %d".formatted(SEED, round), e);
            }
        }

        assertThat(written).isPositive();
    }

    /// Nothing where a version was written that readers refuse.
    private static String reread(byte[] bytes) {
        try {
            return text(new PackageReader(KEYS).read(bytes));
        } catch (PackageException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
            return "";
        }
    }

    private static String text(Descriptor descriptor) {
        return new String(descriptor.contentForm(), UTF_8);
    }

    /// A change outside the ciphertext that is accepted has changed nothing that counts.
    private static boolean unchanged(Descriptor descriptor) {
        byte[] tokens = descriptor.tokens();
        return List.of(FRAMED_V1, SOURCE, LEGACY).stream()
                .map(original -> new PackageReader(KEYS).read(original))
                .anyMatch(original -> Arrays.equals(original.tokens(), tokens)
                        && original.metadata().equals(descriptor.metadata())
                        && original.sourceHash().equals(descriptor.sourceHash()));
    }

    private static byte[] sealedSections(Mutator mutator, int round) {
        byte[] closed = TestPackages.withChecksum(
                mutator.sections(PAYLOAD),
                Frame.Kind.PAYLOAD,
                FormatVersion.CURRENT,
                TestPackages.descriptor().features());
        return round % 3 == 0
                ? TestPackages.old(TestPackages.oldPayloadFrame(closed))
                : TestPackages.sealing(round % 2 == 0 ? Encryption.V1 : Encryption.V2, closed);
    }

    private static ObjectNode members(byte[] framed) {
        return (ObjectNode) CanonicalJson.parse(Arrays.copyOfRange(framed, Frame.HEADER, framed.length - Frame.CRC));
    }

    private static byte[] framed(ObjectNode members) {
        byte[] body = CanonicalJson.python(members);
        byte[] frame = new byte[Frame.HEADER + body.length + Frame.CRC];
        System.arraycopy(body, 0, frame, Frame.HEADER, body.length);
        return TestPackages.withChecksum(
                frame,
                Frame.Kind.WRAPPER,
                FormatVersion.CURRENT,
                TestPackages.descriptor().features());
    }

    private static String again(Target target, int round, byte[] input) {
        return "-Dquenyan.fuzz.seed=%d, %s, round %d: %s"
                .formatted(SEED, target, round, Base64.getEncoder().encodeToString(input));
    }
}
