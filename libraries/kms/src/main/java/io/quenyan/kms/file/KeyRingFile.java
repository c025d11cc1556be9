package io.quenyan.kms.file;

import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import io.quenyan.kms.Pacing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The file that holds a key ring. Readers see one whole ring or another; writers wait for each other, also
/// across processes. The ring before the last change is beside it, as `NAME.bak`.
///
/// A store that cannot be read is never written to, moved or replaced.
final class KeyRingFile {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final long LARGEST = 16L * 1024 * 1024;

    private final Path file;
    private final String provider;
    private final Pacing pacing;

    KeyRingFile(Path file, String provider, Pacing pacing) {
        this.file = file;
        this.provider = provider;
        this.pacing = pacing;
    }

    Path path() {
        return file;
    }

    KeyRing read() {
        try {
            return parse(content());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Lets nobody else change the ring while `change` does, and makes the change durable. What throws
    /// changes nothing.
    <T> T update(Function<KeyRing, T> change) {
        try {
            KeyFiles.createFolderOf(file);
            try (FileChannel channel = KeyFiles.open(beside(".lock"));
                    FileLock _ = lock(channel)) {
                requireNoLostStore();
                byte[] before = content();
                KeyRing ring = parse(before);
                T result = change.apply(ring);
                if (ring.isChanged()) {
                    keep(before, ring);
                }
                return result;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void keep(byte[] before, KeyRing ring) throws IOException {
        if (before.length > 0) {
            KeyFiles.replace(beside(".bak"), before);
        }
        KeyFiles.replace(file, KeyRingJson.format(ring));
    }

    private FileLock lock(FileChannel channel) throws IOException {
        long end = pacing.nanos() + LONGEST_WAIT.toNanos();
        while (true) {
            FileLock lock = attempt(channel);
            if (lock != null) {
                return lock;
            }
            if (pacing.nanos() - end >= 0 || Thread.currentThread().isInterrupted()) {
                throw new KeysUnavailableException(
                        Trouble.STORE_BUSY,
                        "Another process has been changing %s for %d s. See who: fuser %s"
                                .formatted(file, LONGEST_WAIT.toSeconds(), beside(".lock")));
            }
            pacing.pause(PAUSE);
        }
    }

    /// Nothing while somebody holds it, in this process or another.
    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private byte[] content() throws IOException {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        if (Files.size(file) > LARGEST) {
            throw invalid("it has more than %,d bytes".formatted(LARGEST));
        }
        return Files.readAllBytes(file);
    }

    private KeyRing parse(byte[] content) {
        try {
            return KeyRingJson.parse(content, provider);
        } catch (InvalidRingException e) {
            throw invalid(e.getMessage());
        }
    }

    /// Whoever begins a new store where one was lost would take its backup for his own.
    private void requireNoLostStore() {
        if (!Files.exists(file) && Files.exists(beside(".bak"))) {
            throw new KeysUnavailableException(
                    Trouble.STORE_INVALID,
                    "The key store %s is gone, its backup is there. Get it back: cp -p %s %s"
                            .formatted(file, beside(".bak"), file));
        }
    }

    private KeysUnavailableException invalid(@Nullable String why) {
        return new KeysUnavailableException(
                Trouble.STORE_INVALID,
                "The key store %s cannot be read: %s. It is left as it is; the one before is %s"
                        .formatted(file, why, beside(".bak")));
    }

    private KeysUnavailableException unreadable(IOException e) {
        return new KeysUnavailableException(
                Trouble.STORE_INVALID, "The key store %s cannot be read or written: %s".formatted(file, e), e);
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
