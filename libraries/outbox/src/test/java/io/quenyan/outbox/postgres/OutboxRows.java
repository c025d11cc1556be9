package io.quenyan.outbox.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// The outbox of a test's own database, as its writers see it.
public final class OutboxRows {

    private static final String INSERT = """
            insert into outbox (topic, record_key, value, schema_fingerprint, headers, occurred_at)
            values (?, ?, ?, ?, '[["theirs", "00ff"]]', timestamptz '2026-03-01 12:00:00.123Z')""";

    private OutboxRows() {}

    /// Creates the tables.
    public static void create(Connection connection) throws SQLException {
        execute(connection, migration("V1__inbox_and_outbox.sql"));
        execute(connection, migration("V2__inbox_of_events.sql"));
    }

    /// Adds a row whose value and key are `text`, without a schema.
    public static void add(Connection connection, String topic, String text) throws SQLException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(connection, topic, bytes, bytes, null);
    }

    /// Adds a row.
    public static void add(
            Connection connection,
            String topic,
            byte @Nullable [] key,
            byte @Nullable [] value,
            @Nullable String fingerprint)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, topic);
            insert.setBytes(2, key);
            insert.setBytes(3, value);
            insert.setString(4, fingerprint);
            insert.executeUpdate();
        }
    }

    /// How many rows are left.
    public static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from outbox")) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Runs one statement, or several.
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String migration(String name) {
        try (var file = OutboxRows.class.getResourceAsStream("/db/outbox/" + name)) {
            return new String(java.util.Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
