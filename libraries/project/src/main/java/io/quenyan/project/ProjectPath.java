package io.quenyan.project;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Paths of a project: relative to its root, `/` between folders, UTF-8.
public final class ProjectPath {

    /// The order of the UTF-8 bytes, which is git's and every index's order.
    public static final Comparator<String> BY_BYTES = ProjectPath::compareBytes;

    /// Longest path, in bytes.
    public static final int MOST_BYTES = 4_096;

    /// Longest name of a file or folder, in bytes.
    static final int MOST_NAME_BYTES = 255;

    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";

    private ProjectPath() {}

    /// What is wrong with `path`; nothing if it stays below its root on every machine and away from git's own files.
    public static Optional<String> problem(String path) {
        return isPlain(path) ? Optional.empty() : found(path);
    }

    /// Most paths are: of ASCII, short, and without a name that begins with a dot. One pass tells, and no copy is made.
    private static boolean isPlain(String path) {
        if (path.isEmpty() || path.length() > MOST_NAME_BYTES) {
            return false;
        }
        char before = '/';
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == 0 || c > '~' || (before == '/' && (c == '/' || c == '.'))) {
                return false;
            }
            before = c;
        }
        return before != '/';
    }

    private static Optional<String> found(String path) {
        if (path.isEmpty() || path.startsWith("/")) {
            return Optional.of("is empty or absolute");
        }
        if (path.indexOf('\0') >= 0 || loneSurrogate(path)) {
            return Optional.of("holds a NUL or is not UTF-8");
        }
        if (bytes(path) > MOST_BYTES) {
            return Optional.of("is longer than %d bytes".formatted(MOST_BYTES));
        }
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return Optional.of("holds an empty part, '.' or '..'");
            }
            if (name.toLowerCase(Locale.ROOT).equals(".git")) {
                return Optional.of("holds '.git'");
            }
            if (bytes(name) > MOST_NAME_BYTES) {
                return Optional.of("holds a name of more than %d bytes".formatted(MOST_NAME_BYTES));
            }
        }
        return Optional.empty();
    }

    /// The last part.
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// ASCII only, so that every producer of canonical JSON writes it alike: RFC 3986, `/` kept.
    static String percentEncoded(String path) {
        StringBuilder text = new StringBuilder(path.length() + 16);
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xFF);
            if (UNRESERVED.indexOf(character) >= 0) {
                text.append(character);
            } else {
                text.append("%%%02X".formatted((int) character));
            }
        }
        return text.toString();
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean loneSurrogate(String path) {
        return path.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /// UTF-16 order differs from UTF-8 order only where a surrogate meets a character above the surrogates.
    private static int compareBytes(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean mixed = Character.isSurrogate(a) != Character.isSurrogate(b);
                boolean bothHigh = a >= Character.MIN_SURROGATE && b >= Character.MIN_SURROGATE;
                return mixed && bothHigh ? Character.compare(b, a) : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
