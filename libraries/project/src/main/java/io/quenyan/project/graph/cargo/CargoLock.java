package io.quenyan.project.graph.cargo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.project.graph.document.Documents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A `Cargo.lock`.
///
/// @param path of the lock file
/// @param byName its packages, by name
record CargoLock(String path, Map<String, List<Locked>> byName) {

    /// A package of a lock file.
    ///
    /// @param source where it is from; empty for a crate of the project
    /// @param checksum SHA-256 in hex; empty where there is none
    /// @param needs each `name`, `name version` or `name version (source)`
    record Locked(String name, String version, String source, String checksum, List<String> needs) {}

    static CargoLock of(String path, JsonNode toml) {
        Map<String, List<Locked>> byName = new LinkedHashMap<>();
        for (JsonNode each : toml.path("package")) {
            List<String> needs = new ArrayList<>();
            each.path("dependencies").forEach(need -> needs.add(need.asText("")));
            Locked locked = new Locked(
                    Documents.text(each, "name"),
                    Documents.text(each, "version"),
                    Documents.text(each, "source"),
                    Documents.text(each, "checksum"),
                    needs);
            byName.computeIfAbsent(locked.name(), _ -> new ArrayList<>()).add(locked);
        }
        return new CargoLock(path, byName);
    }

    int size() {
        return byName.values().stream().mapToInt(List::size).sum();
    }

    /// The package that a line of `dependencies` means.
    Optional<Locked> find(String need) {
        String[] parts = need.split(" ", 3);
        List<Locked> named = byName.getOrDefault(parts[0], List.of());
        return named.stream()
                .filter(locked -> parts.length < 2 || locked.version().equals(parts[1]))
                .filter(locked -> parts.length < 3 || parts[2].equals("(" + locked.source() + ")"))
                .findFirst();
    }

    /// The project's own crate of that name.
    Optional<Locked> own(String name) {
        return byName.getOrDefault(name, List.of()).stream()
                .filter(locked -> locked.source().isEmpty())
                .findFirst();
    }
}
