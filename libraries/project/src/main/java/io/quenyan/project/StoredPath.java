package io.quenyan.project;

import java.nio.charset.StandardCharsets;

/// Paths as the tables of services hold them: a key of the database takes 2,704 bytes at most.
public final class StoredPath {

    /// Longest path of a file that is encoded, in bytes.
    public static final int MOST_BYTES = 2_000;

    private static final int KEPT_BYTES = 1_000;
    private static final int FIRST_OF_CHARACTER = 0xC0;
    private static final int LATER_OF_CHARACTER = 0x80;

    private StoredPath() {}

    /// Whether a file with this path can be encoded.
    public static boolean fits(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    /// `path` itself if it fits; else its beginning and its digest, under which its failure is told.
    public static String of(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return path;
        }
        int kept = KEPT_BYTES;
        while (kept > 0 && (bytes[kept] & FIRST_OF_CHARACTER) == LATER_OF_CHARACTER) {
            kept--;
        }
        return new String(bytes, 0, kept, StandardCharsets.UTF_8) + "…sha256-" + Sha256.hex(bytes);
    }
}
