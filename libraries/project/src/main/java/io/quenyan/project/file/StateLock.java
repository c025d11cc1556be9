package io.quenyan.project.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// That nobody else works with a state, until closed. The system ends it with the process, however that ends; what is
/// written in the file says who holds it, for people.
public final class StateLock implements AutoCloseable {

    private static final int MOST_WORDS = 1_000;
    private static final Set<OpenOption> OPTIONS = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    static StateLock take(Path file, String who) throws IOException {
        FileChannel channel = open(file);
        try {
            if (lock(channel) == null) {
                throw new StateInUseException(file, holder(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((who + "\n").getBytes(StandardCharsets.UTF_8)));
            return new StateLock(channel);
        } catch (IOException | StateInUseException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(
                    file, OPTIONS, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            return FileChannel.open(file, OPTIONS);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        String words = new String(Channels.newInputStream(channel).readNBytes(MOST_WORDS), StandardCharsets.UTF_8);
        return words.isBlank()
                ? "a run that did not say its name"
                : words.strip().replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.truncate(0);
        } finally {
            channel.close();
        }
    }
}
