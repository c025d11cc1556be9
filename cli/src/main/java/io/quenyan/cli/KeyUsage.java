package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.KeyOptions.Named;
import io.quenyan.kms.KeyDescription;
import io.quenyan.project.IndexEntry;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.PackageKey;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.ProjectState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The packages that need a key, by its version, as indexes and states tell.
final class KeyUsage {

    private static final Comparator<Use> ORDER =
            Comparator.comparing(Use::project).thenComparing(Use::name);

    private final Named key;
    private final Set<String> names;
    private final List<Path> places = new ArrayList<>();
    private final Map<String, Set<Use>> byVersion = new TreeMap<>();

    /// @param known the key as its provider tells it, and with that its other names; empty if nobody answered
    KeyUsage(Named key, Optional<KeyDescription> known) {
        this.key = key;
        this.names = Stream.of(
                        Optional.of(key.key().text()),
                        known.flatMap(KeyDescription::alias),
                        known.flatMap(KeyDescription::materialArn))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// A package that needs a version of the key.
    record Use(String project, String name) {}

    List<Path> places() {
        return places;
    }

    void add(Path place, ProjectIndex index) {
        places.add(place);
        Set<String> called = new HashSet<>(names);
        KeyManagement.ofBlock(index.keyManagement()).filter(this::isKey).ifPresent(block -> called.add(block.keyId()));
        for (IndexEntry entry : index.entries()) {
            if (entry.keyId() != null && called.contains(entry.keyId()) && entry.keyVersion() != null) {
                add(entry.keyVersion(), new Use(index.project(), entry.packageName()));
            }
        }
    }

    private boolean isKey(KeyManagement block) {
        return block.provider().equals(key.provider())
                && Stream.of(block.keyId(), block.alias(), block.materialArn())
                        .anyMatch(name -> name != null && names.contains(name));
    }

    void add(Path place, ProjectState state) {
        places.add(place);
        state.files().forEach(file -> {
            PackageKey sealed = file.sealed().key();
            if (sealed != null && sealed.provider().equals(key.provider()) && names.contains(sealed.keyId())) {
                file.entries().forEach(entry -> add(sealed.version(), new Use(state.project(), entry.packageName())));
            }
        });
    }

    private void add(String version, Use use) {
        byVersion.computeIfAbsent(version, _ -> new TreeSet<>(ORDER)).add(use);
    }

    /// The packages that need that version, in order.
    List<Use> under(String version) {
        return List.copyOf(byVersion.getOrDefault(version, Set.of()));
    }

    /// How many packages need another version than that.
    long besides(String version) {
        return byVersion.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(version))
                .mapToLong(entry -> entry.getValue().size())
                .sum();
    }

    /// @param current version of the key; null where its provider did not say
    ObjectNode json(@Nullable String current) {
        ObjectNode node = Run.object();
        node.put("provider", key.provider());
        node.put("key_id", key.key().text());
        node.put("key_version", current);
        ArrayNode versions = node.putArray("versions");
        byVersion.forEach((version, uses) -> versions.addObject()
                .put("key_version", version)
                .put("packages", uses.size())
                .put("current", version.equals(current)));
        if (current == null) {
            node.putNull("packages_on_older_versions");
        } else {
            node.put("packages_on_older_versions", besides(current));
        }
        ArrayNode looked = node.putArray("looked_at");
        places.forEach(place -> looked.add(place.toString()));
        return node;
    }

    String lines(@Nullable String current) {
        List<String> lines = new ArrayList<>();
        byVersion.forEach((version, uses) -> lines.add("version %s%s: %d packages"
                .formatted(version, version.equals(current) ? " (current)" : "", uses.size())));
        if (lines.isEmpty()) {
            lines.add("No package of the places named needs this key");
        }
        Optional.ofNullable(current)
                .filter(it -> besides(it) > 0)
                .ifPresent(it ->
                        lines.add("%d packages are on older versions: quenyan incremental-rebuild encodes them again"
                                .formatted(besides(it))));
        return String.join(System.lineSeparator(), lines);
    }
}
