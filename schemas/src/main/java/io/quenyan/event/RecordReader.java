package io.quenyan.event;

import io.quenyan.event.ReadResult.Readable;
import io.quenyan.event.ReadResult.Reason;
import io.quenyan.event.ReadResult.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Reads records off the topics of the catalogue, whatever bytes are there.
///
/// Requests may also be CloudEvents in JSON, see `docs/how-to/ask-without-java.md`. Reading is total: bad bytes are an
/// [Unreadable] with a reason, never an exception, and nothing is allocated by a
/// length that the bytes only claim. What the writer's schema adds to ours is left out; nothing is guessed.
/// Safe for use by several threads.
public final class RecordReader {

    /// Longest value that is accepted, in bytes, frame included.
    public static final int MAX_VALUE_BYTES = 1024 * 1024;

    /// Most bytes of headers that are accepted, names included.
    public static final int MAX_HEADERS_BYTES = 64 * 1024;

    private final WriterSchemaFinder schemas;
    private final int mostBytes;
    private final int mostHeadersBytes;

    private RecordReader(WriterSchemaFinder schemas, int mostBytes, int mostHeadersBytes) {
        this.schemas = schemas;
        this.mostBytes = mostBytes;
        this.mostHeadersBytes = mostHeadersBytes;
    }

    /// Returns a reader that needs no registry: it knows the released schemas in the jar.
    ///
    /// Without a schema in the headers it accepts the one released schema of the topic that consumes all bytes.
    public static RecordReader offline() {
        return new RecordReader(new WriterSchemaFinder(null), MAX_VALUE_BYTES, MAX_HEADERS_BYTES);
    }

    /// Returns a reader that asks `registry` for the schema of a framed value.
    ///
    /// What the registry throws when it cannot be reached leaves [#read]: the same bytes may be readable later.
    public static RecordReader with(WriterSchemas registry) {
        return new RecordReader(new WriterSchemaFinder(registry), MAX_VALUE_BYTES, MAX_HEADERS_BYTES);
    }

    /// Returns a reader that accepts values, and headers, of up to `bytes`: for those who refuse large records by name.
    public RecordReader accepting(int bytes) {
        return new RecordReader(schemas, bytes, bytes);
    }

    /// Reads the record in `value`, which was found on `topic`.
    public ReadResult read(String topic, byte @Nullable [] value, Map<String, byte[]> headers) {
        if (value == null || value.length == 0) {
            return new Unreadable(Reason.EMPTY_VALUE, "The value has no bytes");
        }
        if (value.length > mostBytes || DlqRecord.size(headers) > mostHeadersBytes) {
            return new Unreadable(
                    Reason.TOO_LARGE,
                    "Value of %d and headers of %d bytes; accepted are %d and %d"
                            .formatted(value.length, DlqRecord.size(headers), mostBytes, mostHeadersBytes));
        }
        Topic known = TopicCatalogue.load().find(topic).orElse(null);
        if (known == null || known.record() == null) {
            return new Unreadable(Reason.UNKNOWN_TOPIC, "The catalogue has no record for this topic");
        }
        return known.isOfRequests() && CloudEventJson.isIn(value, headers)
                ? CloudEventJson.read(known, value)
                : readAvro(known.record(), value, headers);
    }

    private ReadResult readAvro(String record, byte[] value, Map<String, byte[]> headers) {
        return switch (schemas.find(value, headers)) {
            case WriterSchema.Known(Schema writer, byte[] avro) -> decode(record, writer, avro);
            case WriterSchema.Untold(byte[] avro) -> decodeUntold(record, avro);
            case WriterSchema.Unknown(String detail) -> new Unreadable(Reason.UNKNOWN_SCHEMA, detail);
        };
    }

    private static ReadResult decodeUntold(String record, byte[] avro) {
        List<ReadResult> fitting = new ArrayList<>();
        for (Schema version : ReleasedSchemas.versions(record)) {
            ReadResult result = decode(record, version, avro);
            if (result instanceof Readable) {
                fitting.add(result);
            }
        }
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        return new Unreadable(
                Reason.UNKNOWN_SCHEMA,
                "Nothing names the schema, and %d released schemas of %s fit".formatted(fitting.size(), record));
    }

    private static ReadResult decode(String record, Schema writer, byte[] avro) {
        Schema reader = ReleasedSchemas.current(record);
        if (!writer.getFullName().equals(reader.getFullName()) || !compatible(reader, writer)) {
            return new Unreadable(
                    Reason.WRONG_SCHEMA,
                    "The schema is of %s, not of a readable %s".formatted(writer.getName(), record));
        }
        Optional<Unreadable> trouble = troubleWith(writer, avro);
        return trouble.isPresent() ? trouble.get() : resolve(writer, reader, avro);
    }

    private static boolean compatible(Schema reader, Schema writer) {
        return Fingerprint.of(reader).equals(Fingerprint.of(writer))
                || SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                                .getType()
                        == SchemaCompatibilityType.COMPATIBLE;
    }

    private static Optional<Unreadable> troubleWith(Schema writer, byte[] avro) {
        try {
            int length = AvroBounds.lengthOf(writer, avro);
            return length == avro.length
                    ? Optional.empty()
                    : Optional.of(new Unreadable(
                            Reason.TRAILING_BYTES, "%d bytes follow the record".formatted(avro.length - length)));
        } catch (MalformedAvroException e) {
            return Optional.of(
                    new Unreadable(Reason.MALFORMED, "Not a %s: %s".formatted(writer.getName(), e.getMessage())));
        }
    }

    private static ReadResult resolve(Schema writer, Schema reader, byte[] avro) {
        try {
            Schema typed = SpecificData.get().getSchema(SpecificData.get().getClass(reader));
            SpecificDatumReader<SpecificRecord> datumReader =
                    new SpecificDatumReader<>(writer, typed, SpecificData.getForSchema(typed));
            return new Readable(datumReader.read(null, DecoderFactory.get().binaryDecoder(avro, null)));
        } catch (IOException | AvroRuntimeException e) {
            return new Unreadable(
                    Reason.MALFORMED,
                    "Not a %s: %s".formatted(writer.getName(), e.getClass().getSimpleName()));
        }
    }
}
