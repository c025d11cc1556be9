package io.quenyan.kms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a data key is for. It is bound to the wrapped key, so that a data key of one project does not open
/// in the name of another. No secret: providers write it into their audit logs.
///
/// @param values at least one, in the order of their names
public record EncryptionContext(SortedMap<String, String> values) {

    /// Name of the value that says which project a data key belongs to.
    public static final String PROJECT = "quenyan:project";

    public EncryptionContext {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("An encryption context says at least one thing");
        }
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /// The context of a project's data keys.
    public static EncryptionContext ofProject(String projectId) {
        return of(Map.of(PROJECT, projectId));
    }

    /// A context of these values.
    public static EncryptionContext of(Map<String, String> values) {
        return new EncryptionContext(new TreeMap<>(values));
    }

    /// No two contexts have the same bytes: names and values with their lengths before them, sorted by
    /// name.
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        values.forEach((name, value) -> {
            append(out, name);
            append(out, value);
        });
        return out.toByteArray();
    }

    /// Length (u32, big endian) and UTF-8 of `text`.
    static void append(ByteArrayOutputStream out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        out.writeBytes(utf8);
    }
}
