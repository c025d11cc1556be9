package io.quenyan.encoder.quarkus;

import io.quenyan.local.postgres.DatabaseAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A copy of a service's rows and sequences, to which its database can be put back.
final class Backup {

    private final DatabaseAccess database;
    private final List<String> tables;
    private final Map<String, Long> sequences;

    private Backup(DatabaseAccess database, List<String> tables, Map<String, Long> sequences) {
        this.database = database;
        this.tables = tables;
        this.sequences = sequences;
    }

    /// Copies what is there now.
    static Backup of(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            // Those first that others refer to.
            List<String> tables = column(statement, """
                    select table_name from information_schema.tables
                     where table_schema = current_schema() and table_name <> 'flyway_schema_history'
                     order by table_name not in ('project'), table_name not in ('batch'), table_name""");
            statement.execute("drop schema if exists backup cascade");
            statement.execute("create schema backup");
            for (String table : tables) {
                statement.execute("create table backup.%1$s as table %1$s".formatted(table));
            }
            Map<String, Long> sequences = new LinkedHashMap<>();
            for (String name : column(statement, """
                    select sequence_name from information_schema.sequences where sequence_schema = current_schema()""")) {
                sequences.put(
                        name,
                        Long.valueOf(column(statement, "select last_value from " + name)
                                .getFirst()));
            }
            return new Backup(database, tables, sequences);
        }
    }

    /// Puts it back over whatever has become of it. Nobody may be at work.
    void restore() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("truncate %s cascade".formatted(String.join(", ", tables)));
            for (String table : tables) {
                statement.execute(
                        "insert into %1$s overriding system value select * from backup.%1$s".formatted(table));
            }
            for (Map.Entry<String, Long> sequence : sequences.entrySet()) {
                statement.execute("select setval('%s', %d)".formatted(sequence.getKey(), sequence.getValue()));
            }
            connection.commit();
        }
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
