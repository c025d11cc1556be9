package io.quenyan.outbox.quarkus;

import io.quenyan.outbox.postgres.Transactions;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Not ready while the database lacks a table, a right or a name that somebody has to put right, and says which.
/// That it answers at all is for Quarkus' own check.
@Readiness
@Singleton
final class TablesReadiness implements HealthCheck {

    private final Transactions transactions;

    TablesReadiness(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Database tables and rights");
        return transactions
                .misconfiguration()
                .map(cause -> response.down().withData("cause", cause).build())
                .orElseGet(() -> response.up().build());
    }
}
