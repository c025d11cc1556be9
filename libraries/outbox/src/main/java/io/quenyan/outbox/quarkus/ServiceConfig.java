package io.quenyan.outbox.quarkus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// Configuration that every service has.
@ConfigMapping(prefix = "quenyan")
public interface ServiceConfig {

    /// Name of the deployment, part of every event: `production`, `standby`, `local`.
    @WithDefault("local")
    String environment();

    /// Where schemas are looked up.
    Registry registry();

    /// The schema registry.
    interface Registry {
        /// Root of its Confluent-compatible API.
        URI url();
    }
}
