package io.quenyan.local.postgres;

import io.quenyan.local.process.StartFailedException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.PGConnection;

/// The databases of a server. Each belongs to one role, with one schema in it; nobody else can connect to it.
public final class Databases {

    private final int port;
    private final String superuser;
    private final String password;

    /// The databases of the server on that port, seen by a superuser.
    public Databases(int port, String superuser, String password) {
        this.port = port;
        this.superuser = superuser;
        this.password = password;
    }

    /// Whether the server answers now.
    public boolean isReachable() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /// Makes the database `name` with the role and the schema of that name, or what is missing of them. The
    /// role gets this password.
    public DatabaseAccess ensure(String name, String rolePassword) {
        DatabaseAccess access = new DatabaseAccess(port, name, rolePassword);
        try (Connection connection = connect("postgres")) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
                execute(connection, "create role %I login", name);
            }
            connection.unwrap(PGConnection.class).alterUserPassword(name, rolePassword.toCharArray(), "scram-sha-256");
            execute(connection, "alter role %I set search_path = %I", name, name);
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                execute(connection, "create database %I owner %I", name, name);
            }
            execute(connection, "revoke all on database %I from public", name);
        } catch (SQLException e) {
            throw new StartFailedException("The database '%s' cannot be made: %s".formatted(name, e.getMessage()), e);
        }
        try (Connection connection = connect(name)) {
            execute(connection, "create schema if not exists %I authorization %I", name, name);
        } catch (SQLException e) {
            throw new StartFailedException("The schema '%s' cannot be made: %s".formatted(name, e.getMessage()), e);
        }
        return access;
    }

    /// Removes the database and its role; connections are cut.
    public void drop(String name) {
        try (Connection connection = connect("postgres")) {
            execute(connection, "drop database if exists %I with (force)", name);
            execute(connection, "drop role if exists %I", name);
        } catch (SQLException e) {
            throw new StartFailedException(
                    "The database '%s' cannot be removed: %s".formatted(name, e.getMessage()), e);
        }
    }

    /// A connection as the superuser.
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", superuser);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), properties);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /// Names are quoted by the server itself, as identifiers (`%I`).
    private static void execute(Connection connection, String format, String... values) throws SQLException {
        String sql;
        try (PreparedStatement quote = connection.prepareStatement("select format(?, variadic ?::text[])")) {
            quote.setString(1, format);
            quote.setArray(2, connection.createArrayOf("text", values));
            try (ResultSet rows = quote.executeQuery()) {
                rows.next();
                sql = rows.getString(1);
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
