package io.quenyan.outbox.postgres;

import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.RelayRecovery.Remembered;
import io.vertx.core.json.JsonArray;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/// The outbox as its relay sees it, over a connection of the relay's own: leadership is an advisory lock of that
/// connection and ends with it, so these rows are written by one process only.
public final class RelayTable {

    /// Most rows of one shipment, and so of one Kafka transaction.
    public static final int SHIPMENT_ROWS = 500;

    /// Most bytes of the rows of one shipment; a row that is larger travels alone.
    public static final int SHIPMENT_BYTES = 8 * 1024 * 1024;

    private final Connection connection;

    /// @param connection in auto-commit mode; closing it gives leadership up
    public RelayTable(Connection connection) throws SQLException {
        this.connection = connection;
        execute("listen quenyan_outbox");
    }

    /// Stands for election. True while this connection leads.
    public boolean lead(String service) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "select pg_try_advisory_lock(hashtextextended('quenyan.relay.' || ?, 0))")) {
            lock.setString(1, service);
            try (ResultSet answer = lock.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    public Remembered remembered() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select lineage, shipment, is_open from relay")) {
            row.next();
            return new Remembered(row.getString(1), row.getLong(2), row.getBoolean(3));
        }
    }

    /// Assigns the next rows to the next shipment. False when none wait.
    ///
    /// Rows are taken in the order of their ids among those whose transaction no running one can precede: below
    /// the snapshot's xmin, so that a row which commits late is not skipped, or at or above its xmax, which only
    /// rows of a database restored into a younger cluster are.
    public boolean assign() throws SQLException {
        return execute("""
                with snapshot as (select pg_current_snapshot() as now),
                     next as (
                       select id,
                              coalesce(octet_length(record_key), 0) + coalesce(octet_length(value), 0)
                                + octet_length(headers::text) as bytes
                         from outbox, snapshot
                        where shipment is null
                          and (xid < pg_snapshot_xmin(now) or xid >= pg_snapshot_xmax(now))
                        order by id limit %d),
                     taken as (
                       select id from (
                         select id, row_number() over rows_so_far as nth, sum(bytes) over rows_so_far as bytes_so_far
                           from next window rows_so_far as (order by id)) as counted
                        where nth = 1 or bytes_so_far <= %d),
                     opened as (
                       update relay set shipment = shipment + 1, is_open = true
                        where exists (select from taken) returning shipment)
                update outbox set shipment = opened.shipment
                  from taken, opened where outbox.id = taken.id""".formatted(SHIPMENT_ROWS, SHIPMENT_BYTES)) > 0;
    }

    /// The rows of the open shipment, in their order.
    public List<OutgoingRecord> open() throws SQLException {
        List<OutgoingRecord> records = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select topic, record_key, value, schema_fingerprint, headers, occurred_at
                          from outbox where shipment = (select shipment from relay) order by id""")) {
            while (row.next()) {
                records.add(new OutgoingRecord(
                        row.getString(1),
                        row.getBytes(2),
                        row.getBytes(3),
                        row.getString(4),
                        headers(row.getString(5)),
                        row.getTimestamp(6).toInstant()));
            }
        }
        return records;
    }

    /// Deletes the rows of the open shipment: Kafka has them.
    public void mark() throws SQLException {
        execute("""
                with marked as (update relay set is_open = false returning shipment)
                delete from outbox using marked where outbox.shipment = marked.shipment""");
    }

    /// Goes on under a new lineage with `shipment` as the last number. What was open keeps its rows under that
    /// number.
    public void startLineage(long shipment) throws SQLException {
        execute("""
                with moved as (
                  update outbox set shipment = %1$d where shipment is not null returning 1)
                update relay set lineage = '%2$s', shipment = %1$d, is_open = exists (select from moved)""".formatted(shipment, UUID.randomUUID()));
    }

    /// Waits until a transaction with outgoing records commits, at most `longest`.
    public void awaitNews(Duration longest) throws SQLException {
        connection.unwrap(PGConnection.class).getNotifications((int) longest.toMillis());
    }

    private int execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }

    private static List<OutgoingRecord.Header> headers(String json) {
        JsonArray headers = new JsonArray(json);
        return IntStream.range(0, headers.size())
                .mapToObj(headers::getJsonArray)
                .map(pair -> new OutgoingRecord.Header(
                        pair.getString(0), HexFormat.of().parseHex(pair.getString(1))))
                .toList();
    }
}
