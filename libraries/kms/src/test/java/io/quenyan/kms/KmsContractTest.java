package io.quenyan.kms;

import static io.quenyan.kms.Answers.detail;
import static io.quenyan.kms.Answers.given;
import static io.quenyan.kms.Answers.refused;
import static io.quenyan.kms.Answers.rotated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.kms.Answer.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every key management system must do, whichever it is.
public abstract class KmsContractTest {

    private static final EncryptionContext BILLING = EncryptionContext.ofProject("billing");
    private static final Map<Class<?>, AtomicInteger> CASES = new ConcurrentHashMap<>();

    private Kms kms;
    private KeyId key;

    /// The system.
    protected abstract Kms kms();

    /// A key that no other test has.
    protected abstract KeyId newKey();

    /// The same keys in a system that cannot be reached.
    protected abstract Kms unreachable();

    /// The name of a key that there is not.
    protected abstract KeyId unknownKey();

    @BeforeEach
    void takeANewKey() {
        kms = kms();
        key = newKey();
    }

    @AfterEach
    void count() {
        CASES.computeIfAbsent(getClass(), _ -> new AtomicInteger()).incrementAndGet();
    }

    @AfterAll
    static void tellTheCount(TestInfo info) {
        Class<?> adapter = info.getTestClass().orElseThrow();
        System.out.printf(
                "[contract] %s: %d cases%n",
                adapter.getSimpleName(),
                CASES.getOrDefault(adapter, new AtomicInteger()).get());
    }

    @Test
    void describesAKeyUnderTheNameItWasAskedFor() {
        KeyDescription description = given(kms.describe(key));

        assertThat(description.key()).isEqualTo(key);
        assertThat(description.provider()).isEqualTo(kms.provider());
        assertThat(description.state()).isEqualTo(KeyState.ENABLED);
    }

    @Test
    void tellsTheSameVersionUntilTheKeyIsRotated() {
        assertThat(given(kms.describe(key)).version())
                .isEqualTo(given(kms.describe(key)).version());
    }

    @Test
    void saysWhichKeyItDoesNotKnow() {
        Answer<KeyDescription> answer = kms.describe(unknownKey());

        assertThat(refused(answer)).isEqualTo(Reason.KEY_UNKNOWN);
        assertThat(detail(answer)).contains(unknownKey().text());
    }

    @Test
    void makesADataKeyOf32Bytes() {
        try (NewDataKey made = newDataKey()) {
            assertThat(made.plain().exposeBytes()).hasSize(32);
        }
    }

    @Test
    void makesAnotherDataKeyEachTime() {
        try (NewDataKey one = newDataKey();
                NewDataKey other = newDataKey()) {
            assertThat(one.plain().sameAs(other.plain())).isFalse();
            assertThat(one.wrapped()).isNotEqualTo(other.wrapped());
        }
    }

    @Test
    void saysWhichVersionWrappedADataKey() {
        try (NewDataKey made = newDataKey()) {
            assertThat(made.wrapped().provider()).isEqualTo(kms.provider());
            assertThat(made.wrapped().key()).isEqualTo(key);
            assertThat(made.wrapped().version())
                    .isEqualTo(given(kms.describe(key)).version());
        }
    }

    @Test
    void doesNotWrapADataKeyInTheClear() {
        try (NewDataKey made = newDataKey()) {
            assertThat(HexFormat.of().formatHex(made.wrapped().bytes()))
                    .doesNotContain(HexFormat.of().formatHex(made.plain().exposeBytes()));
        }
    }

    @Test
    void unwrapsWhatItWrapped() {
        try (NewDataKey made = newDataKey();
                DataKey unwrapped = given(kms.unwrap(key, made.wrapped(), BILLING))) {
            assertThat(unwrapped.sameAs(made.plain())).isTrue();
        }
    }

    @Test
    void unwrapsForAContextInAnotherOrder() {
        EncryptionContext context = EncryptionContext.of(Map.of("a", "1", "b", "2"));
        try (NewDataKey made = given(kms.generateDataKey(key, context));
                DataKey unwrapped =
                        given(kms.unwrap(key, made.wrapped(), EncryptionContext.of(Map.of("b", "2", "a", "1"))))) {
            assertThat(unwrapped.sameAs(made.plain())).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesToUnwrapForAnythingElse(OtherContext other) {
        try (NewDataKey made = newDataKey()) {
            assertThat(refused(kms.unwrap(key, made.wrapped(), other.context))).isEqualTo(Reason.NOT_UNWRAPPED);
        }
    }

    /// Contexts that are not [#BILLING].
    enum OtherContext {
        ANOTHER_PROJECT(EncryptionContext.ofProject("payroll")),
        ANOTHER_CASE(EncryptionContext.ofProject("Billing")),
        ANOTHER_NAME(EncryptionContext.of(Map.of("project", "billing"))),
        MORE(EncryptionContext.of(Map.of(EncryptionContext.PROJECT, "billing", "more", "more")));

        private final EncryptionContext context;

        OtherContext(EncryptionContext context) {
            this.context = context;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -16, -17, -28})
    void refusesAWrappedKeyWithAnAlteredByte(int fromItsEnd) {
        try (NewDataKey made = newDataKey()) {
            byte[] altered = made.wrapped().bytes();
            altered[altered.length + fromItsEnd] ^= 1;

            assertThat(refused(kms.unwrap(key, made.wrapped().withBytes(altered), BILLING)))
                    .isIn(Reason.NOT_UNWRAPPED, Reason.KEY_NOT_ALLOWED);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.5, 0.02})
    void refusesAWrappedKeyThatWasCut(double part) {
        try (NewDataKey made = newDataKey()) {
            byte[] whole = made.wrapped().bytes();
            byte[] cut = Arrays.copyOf(whole, Math.max(1, (int) (whole.length * part)));

            assertThat(refused(kms.unwrap(key, made.wrapped().withBytes(cut), BILLING)))
                    .isIn(Reason.NOT_UNWRAPPED, Reason.KEY_NOT_ALLOWED, Reason.PROVIDER_REFUSED);
        }
    }

    @Test
    void refusesAWrappedKeyOfAnotherKey() {
        KeyId other = newKey();
        try (NewDataKey made = newDataKey()) {
            assertThat(refused(kms.unwrap(other, made.wrapped(), BILLING)))
                    .isIn(Reason.KEY_NOT_ALLOWED, Reason.NOT_UNWRAPPED);
        }
    }

    @Test
    void refusesAWrappedKeyOfAnotherProviderWithoutAsking() {
        WrappedKey foreign = new WrappedKey("elsewhere", key, new KeyVersion("1"), new byte[64]);

        assertThat(refused(unreachable().unwrap(key, foreign, BILLING))).isEqualTo(Reason.KEY_NOT_ALLOWED);
    }

    @Test
    void refusesADataKeyOfAnUnknownKey() {
        assertThat(refused(kms.generateDataKey(unknownKey(), BILLING))).isEqualTo(Reason.KEY_UNKNOWN);
    }

    @Test
    void rotatesToAnotherVersion() {
        KeyVersion before = given(kms.describe(key)).version();

        RotationOutcome.Rotated rotated = rotated(kms.rotate(key, RotationOrder.unconditional()));

        assertThat(rotated.previous()).isEqualTo(before);
        assertThat(rotated.version()).isNotEqualTo(before);
        assertThat(given(kms.describe(key)).version()).isEqualTo(rotated.version());
    }

    @Test
    void rotatesToAVersionThatTheKeyNeverHad() {
        KeyVersion first = given(kms.describe(key)).version();
        KeyVersion second =
                rotated(kms.rotate(key, RotationOrder.unconditional())).version();
        KeyVersion third =
                rotated(kms.rotate(key, RotationOrder.unconditional())).version();

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    }

    @Test
    void wrapsUnderTheNewVersionOnceRotated() {
        KeyVersion version =
                rotated(kms.rotate(key, RotationOrder.unconditional())).version();

        try (NewDataKey made = newDataKey()) {
            assertThat(made.wrapped().version()).isEqualTo(version);
        }
    }

    @Test
    void unwrapsWhatOlderVersionsWrapped() {
        try (NewDataKey made = newDataKey()) {
            rotated(kms.rotate(key, RotationOrder.unconditional()));
            rotated(kms.rotate(key, RotationOrder.unconditional()));

            try (DataKey unwrapped = given(kms.unwrap(key, made.wrapped(), BILLING))) {
                assertThat(unwrapped.sameAs(made.plain())).isTrue();
            }
        }
    }

    @Test
    void rotatesFromTheVersionThatIsExpected() {
        KeyVersion before = given(kms.describe(key)).version();

        assertThat(rotated(kms.rotate(key, RotationOrder.from(before))).previous())
                .isEqualTo(before);
    }

    @Test
    void doesNotRotateTwiceFromTheSameVersion() {
        RotationOrder order = RotationOrder.from(given(kms.describe(key)).version());
        KeyVersion version = rotated(kms.rotate(key, order)).version();

        assertThat(refused(kms.rotate(key, order))).isEqualTo(Reason.VERSION_CHANGED);
        assertThat(given(kms.describe(key)).version()).isEqualTo(version);
    }

    @Test
    void refusesToRotateAnUnknownKey() {
        assertThat(refused(kms.rotate(unknownKey(), RotationOrder.unconditional())))
                .isEqualTo(Reason.KEY_UNKNOWN);
    }

    @Test
    void listsNoRotationOfANewKey() {
        assertThat(given(kms.listRotations(key))).isEmpty();
    }

    @Test
    void listsRotationsInTheirOrder() {
        KeyVersion second =
                rotated(kms.rotate(key, RotationOrder.unconditional())).version();
        KeyVersion third =
                rotated(kms.rotate(key, RotationOrder.unconditional())).version();

        assertThat(given(kms.listRotations(key))).extracting(Rotation::version).containsExactly(second, third);
    }

    @Test
    void refusesToListTheRotationsOfAnUnknownKey() {
        assertThat(refused(kms.listRotations(unknownKey()))).isEqualTo(Reason.KEY_UNKNOWN);
    }

    @Test
    void tellsThatAKeyIsDisabled() {
        assertThat(given(kms.disable(key)).state()).isEqualTo(KeyState.DISABLED);
        assertThat(given(kms.describe(key)).state()).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void makesNoDataKeyUnderADisabledKey() {
        given(kms.disable(key));

        assertThat(refused(kms.generateDataKey(key, BILLING))).isEqualTo(Reason.KEY_DISABLED);
    }

    @Test
    void unwrapsNothingWithADisabledKey() {
        try (NewDataKey made = newDataKey()) {
            given(kms.disable(key));

            assertThat(refused(kms.unwrap(key, made.wrapped(), BILLING))).isEqualTo(Reason.KEY_DISABLED);
        }
    }

    @Test
    void doesNotRotateADisabledKey() {
        KeyVersion before = given(kms.disable(key)).version();

        assertThat(refused(kms.rotate(key, RotationOrder.unconditional()))).isEqualTo(Reason.KEY_DISABLED);
        assertThat(given(kms.describe(key)).version()).isEqualTo(before);
    }

    @Test
    void disablesAKeyThatIsDisabled() {
        given(kms.disable(key));

        assertThat(given(kms.disable(key)).state()).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void refusesToDisableAnUnknownKey() {
        assertThat(refused(kms.disable(unknownKey()))).isEqualTo(Reason.KEY_UNKNOWN);
    }

    @Test
    void hasNoDataKeyWhenItCannotBeReached() {
        assertThatThrownBy(() -> unreachable().generateDataKey(key, BILLING))
                .isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void unwrapsNothingWhenItCannotBeReached() {
        try (NewDataKey made = newDataKey()) {
            assertThatThrownBy(() -> unreachable().unwrap(key, made.wrapped(), BILLING))
                    .isInstanceOf(KeysUnavailableException.class);
        }
    }

    @Test
    void doesNotRotateWhenItCannotBeReached() {
        KeyVersion before = given(kms.describe(key)).version();

        assertThatThrownBy(() -> unreachable().rotate(key, RotationOrder.unconditional()))
                .isInstanceOf(KeysUnavailableException.class);
        assertThat(given(kms.describe(key)).version()).isEqualTo(before);
    }

    @Test
    void saysWhatCannotBeReached() {
        assertThatThrownBy(() -> unreachable().generateDataKey(key, BILLING))
                .isInstanceOfSatisfying(
                        KeysUnavailableException.class,
                        trouble -> assertThat(trouble.getMessage()).hasSizeGreaterThan(20));
    }

    @Test
    void printsNoSecret() {
        try (NewDataKey made = newDataKey()) {
            String secret = new String(made.plain().exposeBase64Url(), StandardCharsets.US_ASCII);

            assertThat(made.toString()).doesNotContain(secret).contains("redacted");
        }
    }

    private NewDataKey newDataKey() {
        return given(kms.generateDataKey(key, BILLING));
    }
}
