package io.quenyan.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Finds the schema of a value by its first bytes and its headers.
///
/// ```text
/// 00    id (4)                  Confluent frame: the registry knows; without one the header does
/// C3 01 CRC-64-AVRO (8, little) Avro single-object encoding
/// else                          raw Avro: header ce_dataschema = urn:quenyan:schema:<Record>:<SHA-256>
/// ```
final class WriterSchemaFinder {

    private static final String URN = "urn:quenyan:schema:";
    private static final int SINGLE_OBJECT_HEADER = 10;

    private final @Nullable WriterSchemas registry;

    WriterSchemaFinder(@Nullable WriterSchemas registry) {
        this.registry = registry;
    }

    WriterSchema find(byte[] value, Map<String, byte[]> headers) {
        Optional<ConfluentFrame> frame = ConfluentFrame.parse(value);
        if (frame.isPresent() && registry != null) {
            return byId(registry, frame.get());
        }
        if (frame.isPresent()) {
            return byHeader(frame.get().avro(), headers);
        }
        if (value.length >= SINGLE_OBJECT_HEADER && value[0] == (byte) 0xC3 && value[1] == 1) {
            return byCrc(value);
        }
        return byHeader(value, headers);
    }

    private static WriterSchema byId(WriterSchemas registry, ConfluentFrame frame) {
        Optional<Schema> schema = registry.byId(frame.id());
        return schema.isPresent()
                ? new WriterSchema.Known(schema.get(), frame.avro())
                : new WriterSchema.Unknown("The registry has no schema %d".formatted(frame.id()));
    }

    private static WriterSchema byCrc(byte[] value) {
        long crc = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        byte[] avro = Arrays.copyOfRange(value, SINGLE_OBJECT_HEADER, value.length);
        Optional<Schema> schema = ReleasedSchemas.byCrc(crc);
        return schema.isPresent()
                ? new WriterSchema.Known(schema.get(), avro)
                : new WriterSchema.Unknown("No released schema has the CRC-64 fingerprint %016x".formatted(crc));
    }

    private static WriterSchema byHeader(byte[] avro, Map<String, byte[]> headers) {
        byte[] header = headers.get(CloudEventHeaders.DATA_SCHEMA);
        if (header == null) {
            return new WriterSchema.Untold(avro);
        }
        String urn = new String(header, StandardCharsets.UTF_8);
        if (!urn.startsWith(URN)) {
            return new WriterSchema.Unknown("The header ce_dataschema names no schema of Quenyan");
        }
        Optional<Schema> schema = ReleasedSchemas.byFingerprint(urn.substring(urn.lastIndexOf(':') + 1));
        return schema.isPresent()
                ? new WriterSchema.Known(schema.get(), avro)
                : new WriterSchema.Unknown("No released schema has the fingerprint in ce_dataschema");
    }
}
