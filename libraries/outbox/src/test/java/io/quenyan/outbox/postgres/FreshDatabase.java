package io.quenyan.outbox.postgres;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quenyan.outbox.Platform;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// Gives Quarkus a database of the test's own, with the outbox's tables.
public final class FreshDatabase implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Platform.Database database = Platform.database();
        try (Connection connection = database.open()) {
            OutboxRows.create(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "quarkus.datasource.username", database.access().user(),
                "quarkus.datasource.password", database.access().password(),
                "quarkus.datasource.reactive.url", database.access().reactiveUrl(),
                "test.jdbc.url", database.access().jdbcUrl());
    }

    @Override
    public void stop() {}
}
