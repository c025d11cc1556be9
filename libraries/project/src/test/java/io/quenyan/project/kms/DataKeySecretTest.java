package io.quenyan.project.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.format.Argon2Cost;
import io.quenyan.format.Argon2id;
import io.quenyan.format.Encryption;
import io.quenyan.format.ErrorCode;
import io.quenyan.format.KdfLimits;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.PackageException;
import io.quenyan.format.Salt;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.RotationOrder;
import io.quenyan.kms.file.KeyRingKms;
import io.quenyan.kms.file.LocalKms;
import io.quenyan.kms.file.RingSettings;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.KeyRefusedException;
import io.quenyan.project.SealingSecret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataKeySecretTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final NamedKey KEY = new NamedKey("local", "release");
    private static final KeyId ID = new KeyId("release");
    private static final KeyDerivation CHEAP = new Argon2id(Salt.of(new byte[16]), Argon2Cost.SMALLEST);

    @TempDir
    private Path folder;

    private KeyRingKms ring;
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void makeAKey() {
        ring = LocalKms.at(folder.resolve("local-kms.json"), RingSettings.of("test"));
        ring.create(ID, Optional.of(new KeyId("alias/release")));
    }

    private DataKeys keys(String project, NamedKey... named) {
        return new DataKeys(
                project,
                NamedKeys.of(List.of(named), provider -> {
                    asked.add(provider);
                    return ring;
                }),
                KdfLimits.DEFAULT);
    }

    private SealingSecret sealing(DataKeys keys, @Nullable KeyManagement previous, Instant at) {
        return new DataKeySecret(keys, KEY, Clock.fixed(at, ZoneOffset.UTC)).sealing(previous);
    }

    private KeyManagement made(Instant at) {
        try (DataKeys keys = keys("billing", KEY)) {
            return block(sealing(keys, null, at));
        }
    }

    private static KeyManagement block(SealingSecret secret) {
        return Objects.requireNonNull(secret.block());
    }

    private void rotate() {
        ring.rotate(ID, RotationOrder.unconditional());
    }

    @Test
    void goesOnWithADataKeyThatIsYoungAndOfTheCurrentVersion() {
        KeyManagement block = made(NOW);

        try (DataKeys keys = keys("billing", KEY)) {
            assertThat(sealing(keys, block, NOW.plus(Duration.ofDays(29))).block())
                    .isEqualTo(block);
        }
    }

    @Test
    void makesAnotherAfterThirtyDays() {
        KeyManagement block = made(NOW);

        try (DataKeys keys = keys("billing", KEY)) {
            KeyManagement next = block(sealing(keys, block, NOW.plus(Duration.ofDays(30))));

            assertThat(next.keyVersion()).isEqualTo("1");
            assertThat(next.wrappedKey()).isNotEqualTo(block.wrappedKey());
        }
    }

    @Test
    void makesAnotherAfterARotation() {
        KeyManagement block = made(NOW);
        rotate();

        try (DataKeys keys = keys("billing", KEY)) {
            KeyManagement next = block(sealing(keys, block, NOW));

            assertThat(next.keyVersion()).isEqualTo("2");
            assertThat(next.wrappedKey()).isNotEqualTo(block.wrappedKey());
        }
    }

    @Test
    void doesNotBelieveADataKeyOfTomorrow() {
        KeyManagement block = made(NOW);

        try (DataKeys keys = keys("billing", KEY)) {
            assertThat(sealing(keys, block, NOW.minus(Duration.ofDays(2))).wrappedKey())
                    .isNotEqualTo(block.wrappedKey());
        }
    }

    @Test
    void opensWhatItMadeUnderEveryVersion() {
        KeyManagement first = made(NOW);
        rotate();
        KeyManagement second = made(NOW);

        try (DataKeys keys = keys("billing", KEY)) {
            assertThat(keys.get(CHEAP, first.toNode()).macKey(new byte[1])).isNotNull();
            assertThat(keys.get(CHEAP, second.toNode())).isNotSameAs(keys.get(CHEAP, first.toNode()));
        }
    }

    @Test
    void unwrapsADataKeyOnce() {
        KeyManagement block = made(NOW);
        asked.clear();

        try (DataKeys keys = keys("billing", KEY)) {
            keys.get(CHEAP, block.toNode());
            keys.get(CHEAP, block.toNode());
        }

        assertThat(asked).hasSize(1);
    }

    @Test
    void takesAnAliasForTheKeyThatItIs() {
        KeyManagement block = made(NOW);

        try (DataKeys keys = keys("billing", new NamedKey("local", "alias/release"))) {
            assertThat(keys.get(CHEAP, block.toNode())).isNotNull();
        }
    }

    @Test
    void refusesAKeyThatNobodyNamedBeforeItAsksAnyone() {
        KeyManagement block = made(NOW);
        asked.clear();

        try (DataKeys keys = keys("billing", new NamedKey("local", "other"), new NamedKey("aws", "release"))) {
            assertThatThrownBy(() -> keys.get(CHEAP, block.toNode()))
                    .isInstanceOfSatisfying(
                            PackageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_NOT_ALLOWED));
        }

        assertThat(asked).isEmpty();
    }

    @Test
    void opensNothingInTheNameOfAnotherProject() {
        KeyManagement block = made(NOW);

        try (DataKeys keys = keys("payroll", KEY)) {
            assertThatThrownBy(() -> keys.get(CHEAP, block.toNode()))
                    .isInstanceOfSatisfying(
                            PackageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTH_FAILED));
        }
    }

    @Test
    void sealsNothingUnderADisabledKey() {
        KeyManagement block = made(NOW);
        ring.disable(ID);

        try (DataKeys keys = keys("billing", KEY)) {
            assertThatThrownBy(() -> sealing(keys, block, NOW))
                    .isInstanceOfSatisfying(
                            KeyRefusedException.class,
                            e -> assertThat(e.reason()).isEqualTo("KEY_DISABLED"));
        }
    }

    @Test
    void stretchesADataKeyNoFurther() {
        try (DataKeys keys = keys("billing", KEY)) {
            assertThat(sealing(keys, null, NOW).derivation(Encryption.V2, Salt.of(new byte[16])))
                    .isEqualTo(CHEAP);
        }
    }

    @Test
    void opensNothingOnceItIsWiped() {
        KeyManagement block = made(NOW);
        DataKeys keys = keys("billing", KEY);

        keys.close();

        assertThatThrownBy(() -> keys.get(CHEAP, block.toNode())).isInstanceOf(IllegalStateException.class);
    }
}
