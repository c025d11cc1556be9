package io.quenyan.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/// Fingerprints of schemas: SHA-256 of the parsing canonical form, 64 lower-case hex digits.
public final class Fingerprint {

    private static final Map<Schema, String> KNOWN = new ConcurrentHashMap<>();

    private Fingerprint() {}

    /// Returns the fingerprint of `schema`. Documentation and string types do not count.
    public static String of(Schema schema) {
        return KNOWN.computeIfAbsent(schema, Fingerprint::compute);
    }

    private static String compute(Schema schema) {
        byte[] canonical = SchemaNormalization.toParsingForm(schema).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK must provide SHA-256", e);
        }
    }
}
