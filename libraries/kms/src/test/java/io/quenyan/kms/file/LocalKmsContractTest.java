package io.quenyan.kms.file;

import io.quenyan.kms.Answers;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.Kms;
import io.quenyan.kms.KmsContractTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

class LocalKmsContractTest extends KmsContractTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    private Path folder;

    @Override
    protected Kms kms() {
        return ring();
    }

    @Override
    protected KeyId newKey() {
        KeyId key = new KeyId("release-" + NUMBER.incrementAndGet());
        Answers.given(ring().create(key, Optional.empty()));
        return key;
    }

    /// Its master key is gone.
    @Override
    protected Kms unreachable() {
        try {
            Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
            Path store = elsewhere.resolve("local-kms.json");
            Files.deleteIfExists(store);
            Files.copy(folder.resolve("local-kms.json"), store);
            return LocalKms.in(elsewhere, RingSettings.of("test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected KeyId unknownKey() {
        return new KeyId("relase");
    }

    private KeyRingKms ring() {
        return LocalKms.in(folder, RingSettings.of("test"));
    }
}
