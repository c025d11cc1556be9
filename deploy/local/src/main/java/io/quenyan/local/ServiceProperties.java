package io.quenyan.local;

import io.quenyan.local.postgres.DatabaseAccess;
import java.net.URI;
import java.util.Map;

/// What a service of ours is told about the servers around it. Without the database's password, which is a
/// secret.
final class ServiceProperties {

    /// Name of the property that the password belongs to.
    static final String PASSWORD = "quarkus.datasource.password";

    private ServiceProperties() {}

    static Map<String, String> of(DatabaseAccess database, String bootstrapServers, URI registry) {
        return Map.of(
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "kafka.bootstrap.servers", bootstrapServers,
                "quenyan.registry.url", registry.toString());
    }
}
