package io.quenyan.local;

import java.util.List;
import java.util.regex.Pattern;

/// A service of ours that the platform starts. Everything it has here is named after it: its module, its database
/// with role and schema, its configuration and its instances.
///
/// @param name of the service, `encoder` for encoder-service
public record LocalService(String name) {

    private static final Pattern NAME = Pattern.compile("[a-z]+");
    private static final int PORTS = 20;

    /// All of them; a new one is one more word. Their ports follow from the order, so it goes to the end.
    public static final List<LocalService> ALL = List.of(new LocalService("encoder"), new LocalService("state"));

    /// The most instances of one service.
    public static final int MOST_INSTANCES = 16;

    public LocalService {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Services are named by lower-case letters, got '%s'".formatted(name));
        }
    }

    /// The service of that name.
    public static LocalService of(String name) {
        return ALL.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no service '%s' here, only %s"
                        .formatted(name, ALL.stream().map(LocalService::name).toList())));
    }

    /// Name of its module.
    public String module() {
        return name + "-service";
    }

    /// Name of the file that its users write.
    public String configuration() {
        return name + ".properties";
    }

    /// Port of its first instance, counted from that of the first service.
    int portOffset() {
        return ALL.indexOf(this) * PORTS;
    }
}
