package io.quenyan.local;

import java.util.List;

/// What differs between the platform of a person and that of a test.
///
/// @param firstPort PostgreSQL's; Kafka's is 10 after it, the registry's 20, the services' 30
/// @param postgres `installed`, `bundled`, a folder of programs, or empty: an installed one, else the bundled
///     one
/// @param postgresSettings further ones, as `name=value`
record ServerSettings(int firstPort, String postgres, List<String> postgresSettings) {

    ServerSettings {
        postgresSettings = List.copyOf(postgresSettings);
    }
}
