package io.quenyan.outbox;

import io.quenyan.local.TestPlatform;
import io.quenyan.local.postgres.DatabaseAccess;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// Broker, registry and databases for the tests of this module.
public final class Platform {

    private Platform() {}

    /// A database of a test's own.
    public record Database(DatabaseAccess access) {
        /// A connection of its owner.
        public Connection open() throws SQLException {
            return access.connect();
        }
    }

    public static Database database() {
        return new Database(TestPlatform.shared().freshDatabase());
    }

    /// Kafka client settings that say where the cluster is.
    public static Map<String, Object> cluster() {
        return Map.of("bootstrap.servers", TestPlatform.shared().bootstrapServers());
    }

    /// Root of the registry's API.
    public static URI registry() {
        return TestPlatform.shared().registryUrl();
    }
}
