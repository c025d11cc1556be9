package io.quenyan.event;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/// The `.avsc` files in the jar: of every record the current one, and all that were ever released.
public final class ReleasedSchemas {

    private static final Map<String, List<Schema>> BY_RECORD = load();

    private ReleasedSchemas() {}

    /// Returns the current schema of that record, as its `.avsc` says it: this is what is registered.
    ///
    /// @throws java.util.NoSuchElementException if no topic carries the record
    public static Schema current(String record) {
        return versions(record).getLast();
    }

    /// Returns the schemas of that record without repeats: released ones first, the current one last.
    static List<Schema> versions(String record) {
        return Objects.requireNonNull(
                BY_RECORD.get(TopicCatalogue.load().ofRecord(record).record()),
                "every record in the catalogue is loaded");
    }

    /// Returns the schema with that SHA-256 fingerprint, whichever record it is of.
    public static Optional<Schema> byFingerprint(String fingerprint) {
        return all().filter(schema -> Fingerprint.of(schema).equals(fingerprint))
                .findFirst();
    }

    /// Returns the schema with that CRC-64-AVRO fingerprint, as in Avro's single-object encoding.
    static Optional<Schema> byCrc(long crc) {
        return all().filter(schema -> SchemaNormalization.parsingFingerprint64(schema) == crc)
                .findFirst();
    }

    private static Stream<Schema> all() {
        return BY_RECORD.values().stream().flatMap(List::stream);
    }

    private static Map<String, List<Schema>> load() {
        Map<String, List<Schema>> schemas = new LinkedHashMap<>();
        for (Topic topic : TopicCatalogue.load().topics()) {
            if (topic.record() != null) {
                schemas.put(topic.record(), versions(topic.record(), topic.released()));
            }
        }
        return Map.copyOf(schemas);
    }

    private static List<Schema> versions(String record, int released) {
        Schema current = parse(record + ".avsc");
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; version <= released; version++) {
            Schema schema = parse("released/%s.%d.avsc".formatted(record, version));
            if (!Fingerprint.of(schema).equals(Fingerprint.of(current))) {
                versions.add(schema);
            }
        }
        versions.add(current);
        return List.copyOf(versions);
    }

    private static Schema parse(String resource) {
        try (InputStream file = ReleasedSchemas.class.getResourceAsStream(resource)) {
            return new Schema.Parser().parse(Objects.requireNonNull(file, () -> resource + " is missing from the jar"));
        } catch (IOException e) {
            throw new IllegalStateException(resource + " cannot be read", e);
        }
    }
}
