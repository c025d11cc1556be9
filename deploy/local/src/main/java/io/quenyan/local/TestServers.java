package io.quenyan.local;

import io.quenyan.local.postgres.Databases;
import java.net.URI;

/// The three servers that services need, each started when it is asked for first.
public interface TestServers {

    /// Kafka's address. The catalogue's topics are there.
    String kafka();

    /// Root of the registry's Confluent-compatible API. The catalogue's schemas are there.
    URI registry();

    /// The databases.
    Databases postgres();
}
