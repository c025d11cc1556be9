package io.quenyan.local.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// How one role reaches one database.
///
/// @param port on loopback
/// @param database its name, which is also that of the role and of the schema that the role finds first
/// @param password of the role
public record DatabaseAccess(int port, String database, String password) {

    /// For JDBC drivers: `jdbc:postgresql://127.0.0.1:PORT/DATABASE`.
    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    /// For reactive clients: `postgresql://127.0.0.1:PORT/DATABASE`.
    public String reactiveUrl() {
        return "postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /// The role, which owns the database.
    public String user() {
        return database;
    }

    /// Opens a connection.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user(), password);
    }

    /// The password is left out.
    @Override
    public String toString() {
        return "DatabaseAccess[%s]".formatted(reactiveUrl());
    }
}
