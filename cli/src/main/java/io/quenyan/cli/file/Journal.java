package io.quenyan.cli.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;

/// What one run did, line by line, in a file of its own that only its owner can read.
///
/// ```text
/// {…, "line": 1, "previous_sha256": 64 zeros}
/// {…, "line": n, "previous_sha256": SHA-256 of the bytes of line n - 1, without its line feed}
/// {"event": "journal-closed", "line": last, "previous_sha256": …}
/// ```
///
/// Every line is on disk before the run goes on. A run that was killed leaves a journal without the last line. The
/// links
/// tell damage and careless changes; whoever can write the file can also forge a whole one, so ship it elsewhere.
public final class Journal implements AutoCloseable {

    static final String CLOSED = "journal-closed";
    static final String NOTHING_BEFORE = "0".repeat(64);

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final FileChannel channel;
    private String previous = NOTHING_BEFORE;
    private int lines;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Where journals are kept.
    public static Path folder(Path home) {
        return home.resolve("journal");
    }

    /// Begins the journal of a run.
    public static Journal begin(Path home, Instant now, String runId) throws IOException {
        PrivateFiles.createFolder(folder(home));
        Path file = folder(home).resolve(name(now, runId));
        return new Journal(file, PrivateFiles.create(file));
    }

    /// `<utc>-<run_id>.jsonl`
    public static String name(Instant now, String runId) {
        return NAME.format(now) + "-" + runId + ".jsonl";
    }

    public Path file() {
        return file;
    }

    /// Appends a line, and returns when it is on disk.
    public void append(ObjectNode content) throws IOException {
        append(List.of(content));
    }

    /// Appends lines, and returns when all are on disk.
    public void append(List<ObjectNode> contents) throws IOException {
        for (ObjectNode content : contents) {
            ObjectNode line = content.deepCopy();
            line.put("line", ++lines);
            line.put("previous_sha256", previous);
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            PrivateFiles.writeAll(channel, bytes);
            previous = sha256(bytes, 0, bytes.length - 1);
        }
        channel.force(false);
    }

    /// Appends the line that vouches for the last one, and closes the file.
    public void end() throws IOException {
        append(JsonNodeFactory.instance.objectNode().put("event", CLOSED));
        close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    static String sha256(byte[] bytes, int from, int to) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, to - from);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK must provide SHA-256", e);
        }
    }
}
