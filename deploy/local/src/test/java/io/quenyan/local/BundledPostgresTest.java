package io.quenyan.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.local.postgres.PostgresChoice;
import io.quenyan.local.postgres.PostgresServer;
import io.quenyan.local.process.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The PostgreSQL that is unpacked where none is installed, in a folder that no other user can enter.
class BundledPostgresTest {

    @Test
    void runsWhereNoneIsInstalled(@TempDir Path folder) throws SQLException {
        PostgresServer server = new PostgresServer(folder, "secret", List.of());
        int port = new Ports(folder.resolve("ports.properties")).choose("postgres", 18_432);

        server.start(new PostgresChoice("bundled", Installation.find().postgres(), folder.resolve("postgres")), port);
        try (Connection connection =
                        server.databases(port).ensure("any", "other").connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select current_setting('server_version')")) {
            rows.next();
            assertThat(rows.getString(1)).startsWith("17.");
        } finally {
            server.stop();
        }
    }
}
