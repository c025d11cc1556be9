package io.quenyan.kms.hsm;

import io.quenyan.kms.Answers;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.Kms;
import io.quenyan.kms.KmsContractTest;
import io.quenyan.kms.file.KeyRingKms;
import io.quenyan.kms.file.RingSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class HsmKmsContractTest extends KmsContractTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static KeyRingKms ring;

    @BeforeAll
    static void takeAToken() {
        ring = HsmKms.in(folder, TestToken.settings(), TestToken.ENVIRONMENT, RingSettings.of("test"));
    }

    @Override
    protected Kms kms() {
        return ring;
    }

    @Override
    protected KeyId newKey() {
        KeyId key = new KeyId("release-" + NUMBER.incrementAndGet());
        Answers.given(ring.create(key, Optional.empty()));
        return key;
    }

    /// There is no token in that slot.
    @Override
    protected Kms unreachable() {
        HsmSettings there = TestToken.settings();
        return HsmKms.in(
                folder,
                new HsmSettings(there.library(), 7, there.pin()),
                Map.copyOf(TestToken.ENVIRONMENT),
                RingSettings.of("test"));
    }

    @Override
    protected KeyId unknownKey() {
        return new KeyId("relase");
    }
}
