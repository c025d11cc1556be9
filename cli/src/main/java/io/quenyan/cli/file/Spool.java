package io.quenyan.cli.file;

import io.quenyan.event.EncodedEvent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Events of runs that wait to be published: one file a run, kept until the cluster has acknowledged all of it.
///
/// ```text
/// <utc>-<run_id>.jsonl            waits
/// <utc>-<run_id>.jsonl.sending    was begun: some of it may be on the topics already
/// ```
///
/// A file that was begun is sent again as a whole, with the same event ids, by which readers drop repeats.
public final class Spool {

    private static final String WAITING = ".jsonl";
    private static final String BEGUN = ".jsonl.sending";
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path folder;

    private Spool(Path folder) {
        this.folder = folder;
    }

    /// The spool under that home, which need not exist.
    public static Spool under(Path home) {
        return new Spool(home.resolve("spool"));
    }

    /// A run's events in the spool.
    ///
    /// @param begun whether an earlier publication began with it and did not end
    public record Kept(Path file, boolean begun) {

        /// The file's name without what is after the run's id.
        public String name() {
            String name = String.valueOf(file.getFileName());
            return name.substring(0, name.length() - (begun ? BEGUN : WAITING).length());
        }

        public List<EncodedEvent> events() throws IOException {
            return SpooledEvents.parse(Files.readAllBytes(file));
        }
    }

    /// Whoever holds it may publish. One process at a time.
    public static final class Claim implements AutoCloseable {

        private final FileChannel channel;

        @SuppressWarnings("UnusedVariable") // held until the channel closes
        private final FileLock lock;

        private Claim(FileChannel channel, FileLock lock) {
            this.channel = channel;
            this.lock = lock;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    public Path folder() {
        return folder;
    }

    /// Keeps the events of a run; returns when they are on disk.
    public Kept keep(Instant now, String runId, List<EncodedEvent> events) throws IOException {
        PrivateFiles.createFolder(folder);
        removeAbandoned(now);
        Path file = folder.resolve(Journal.name(now, runId));
        PrivateFiles.write(file, out -> SpooledEvents.write(events, out));
        return new Kept(file, false);
    }

    /// Leaves of a run's events only the last, which says what the run came to; the others told its files one by one.
    ///
    /// @param events all of the run's events
    public void shorten(Kept kept, List<EncodedEvent> events) throws IOException {
        for (Kept waiting : waiting()) {
            if (waiting.name().equals(kept.name())) {
                List<EncodedEvent> last = List.of(events.getLast());
                PrivateFiles.write(waiting.file(), out -> SpooledEvents.write(last, out));
            }
        }
    }

    /// Size of the spool in bytes.
    public long size() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += size(file);
        }
        return bytes;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException publishedMeanwhile) {
            return 0;
        }
    }

    /// Removes what a process left that was killed while it wrote.
    private void removeAbandoned(Instant now) throws IOException {
        for (Path file : files()) {
            if (file.toString().endsWith(PrivateFiles.UNFINISHED)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(ABANDONED))) {
                PrivateFiles.delete(file);
            }
        }
    }

    /// What waits, oldest first.
    public List<Kept> waiting() throws IOException {
        return files().stream().flatMap(Spool::kept).toList();
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Stream<Kept> kept(Path file) {
        String name = file.toString();
        return name.endsWith(WAITING) || name.endsWith(BEGUN)
                ? Stream.of(new Kept(file, name.endsWith(BEGUN)))
                : Stream.empty();
    }

    /// The right to publish; empty while another process has it.
    public Optional<Claim> claim() throws IOException {
        PrivateFiles.createFolder(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            channel.close();
            return Optional.empty();
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new Claim(channel, lock));
    }

    /// Marks it as begun, on disk, before the first of its events is sent.
    public Kept begin(Kept kept) throws IOException {
        if (kept.begun()) {
            return kept;
        }
        Path begun = folder.resolve(kept.name() + BEGUN);
        PrivateFiles.move(kept.file(), begun);
        return new Kept(begun, true);
    }

    /// Lets go of it: all of it was acknowledged.
    public void done(Kept begun) throws IOException {
        PrivateFiles.delete(begun.file());
    }
}
