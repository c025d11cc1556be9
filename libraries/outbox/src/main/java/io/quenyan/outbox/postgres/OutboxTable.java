package io.quenyan.outbox.postgres;

import io.quenyan.outbox.OutgoingRecord;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adds records to the outbox, in the transaction of the change that they tell.
public final class OutboxTable {

    private static final HexFormat HEX = HexFormat.of();
    private static final String INSERT = """
            insert into outbox (topic, record_key, value, schema_fingerprint, headers, occurred_at)
            select r->>'topic', decode(r->>'key', 'hex'), decode(r->>'value', 'hex'), r->>'schema', r->'headers',
                   cast(r->>'occurred_at' as timestamptz)
              from jsonb_array_elements(cast(cast(:records as text) as jsonb)) with ordinality as t(r, n)
             order by n""";

    private OutboxTable() {}

    /// Adds `records`, which leave in this order, and wakes the relay when the transaction commits.
    ///
    /// Records of one key keep their order across transactions only if the caller holds the lock of the key's own
    /// row, such as its project.
    public static void add(Transaction transaction, List<OutgoingRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        JsonArray rows = new JsonArray();
        records.forEach(outgoing -> rows.add(row(outgoing)));
        transaction.execute(INSERT, Map.of("records", rows.encode()));
        transaction.rows("select cast(pg_notify('quenyan_outbox', current_schema()) as text)", Map.of());
    }

    private static JsonObject row(OutgoingRecord outgoing) {
        JsonArray headers = new JsonArray();
        outgoing.headers()
                .forEach(
                        header -> headers.add(new JsonArray().add(header.name()).add(HEX.formatHex(header.value()))));
        return new JsonObject()
                .put("topic", outgoing.topic())
                .put("key", hex(outgoing.key()))
                .put("value", hex(outgoing.value()))
                .put("schema", outgoing.schemaFingerprint())
                .put("headers", headers)
                .put(
                        "occurred_at",
                        outgoing.occurredAt().atOffset(ZoneOffset.UTC).toString());
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HEX.formatHex(bytes);
    }
}
