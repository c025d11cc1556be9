package io.quenyan.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Held by the one who changes a folder. The system takes it away from a process that ends, however it ends.
public final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the lock of that folder, which is created if need be.
    ///
    /// @param onWait told once when another process holds it
    /// @throws StartFailedException if it was not to be had in time
    public static FolderLock take(Path folder, Duration atMost, Runnable onWait) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("lock");
            PrivateFile.create(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            if (attempt(channel) == null) {
                onWait.run();
                if (!Patience.until(atMost, () -> attempt(channel) != null)) {
                    channel.close();
                    throw new StartFailedException("Another process has been changing %s for %d s. See who: fuser %s"
                            .formatted(folder, atMost.toSeconds(), file));
                }
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock attempt(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
