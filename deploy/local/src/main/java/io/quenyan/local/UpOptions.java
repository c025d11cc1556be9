package io.quenyan.local;

import java.util.Map;
import java.util.stream.Collectors;

/// What `up` is asked for.
///
/// @param instances how many instances of a service, by its name; of those that are not named as many as run, at
///     least one. A service that is not built is an error only where instances of it are asked for
public record UpOptions(Map<String, Integer> instances) {

    public UpOptions {
        instances = Map.copyOf(instances);
        instances.forEach((service, count) -> {
            LocalService known = LocalService.of(service);
            if (count < 0 || count > LocalService.MOST_INSTANCES) {
                throw new IllegalArgumentException("Between 0 and %d instances of %s, got %d"
                        .formatted(LocalService.MOST_INSTANCES, known.module(), count));
            }
        });
    }

    /// As many of every service as there are, at least one.
    public static UpOptions defaults() {
        return new UpOptions(Map.of());
    }

    /// The broker, the registry and the database alone.
    public static UpOptions serversAlone() {
        return new UpOptions(
                LocalService.ALL.stream().map(LocalService::name).collect(Collectors.toMap(name -> name, _ -> 0)));
    }
}
