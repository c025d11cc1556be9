package io.quenyan.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.format.CanonicalJson;
import io.quenyan.format.PackageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which files depend on which: what a descriptor says in `metadata.dependencies`, and what a manifest says for any
/// file. They may go round in circles.
///
/// Paths are relative to the project's root; one that begins with `./` or `../` is relative to the folder of the file
/// that names it.
public final class Dependencies {

    /// No file depends on another.
    public static final Dependencies NONE = new Dependencies(Map.of());

    private static final String WRAPPER = "dependencies";

    /// By the file that depends.
    private final Map<String, Set<String>> needs;

    private Dependencies(Map<String, Set<String>> needs) {
        this.needs = needs;
    }

    /// @param needs what each file depends on
    public static Dependencies of(Map<String, ? extends Collection<String>> needs) {
        Map<String, Set<String>> resolved = new HashMap<>();
        needs.forEach((path, names) -> {
            Set<String> targets = new LinkedHashSet<>();
            names.forEach(name -> targets.add(resolve(path, name)));
            if (!targets.isEmpty()) {
                resolved.put(path, targets);
            }
        });
        return new Dependencies(resolved);
    }

    /// Reads a manifest: `{path: [paths]}`, or the same as the value of `dependencies`.
    ///
    /// @throws DependencyManifestException if it has another form
    public static Dependencies parse(byte[] manifest) {
        JsonNode json;
        try {
            json = CanonicalJson.parse(manifest);
        } catch (PackageException e) {
            throw new DependencyManifestException("it is not JSON", e);
        }
        JsonNode map = json.path(WRAPPER).isObject() ? json.path(WRAPPER) : json;
        if (!map.isObject()) {
            throw new DependencyManifestException("it is no object of lists of paths");
        }
        Map<String, List<String>> needs = new HashMap<>();
        map.properties().forEach(each -> needs.put(each.getKey(), paths(each.getKey(), each.getValue())));
        return of(needs);
    }

    private static List<String> paths(String of, JsonNode list) {
        if (!list.isArray()) {
            throw new DependencyManifestException("what '%s' depends on is no list".formatted(of));
        }
        List<String> paths = new ArrayList<>();
        for (JsonNode each : list) {
            if (!each.isTextual()) {
                throw new DependencyManifestException("what '%s' depends on is no list of paths".formatted(of));
            }
            paths.add(each.textValue());
        }
        return paths;
    }

    /// What a descriptor names in its metadata: a list of paths, or of objects with a `path`, or an object whose names
    /// are paths. Anything else names nothing.
    public static List<String> named(JsonNode metadata) {
        JsonNode named = metadata.path(WRAPPER);
        List<String> paths = new ArrayList<>();
        if (named.isObject()) {
            named.fieldNames().forEachRemaining(paths::add);
        }
        if (named.isArray()) {
            for (JsonNode each : named) {
                JsonNode path = each.isObject() ? each.path("path") : each;
                if (path.isTextual()) {
                    paths.add(path.textValue());
                }
            }
        }
        // What is longer than a path can be names no file, and would not fit into a state.
        paths.removeIf(path -> path.length() > ProjectPath.MOST_BYTES);
        return paths;
    }

    /// These and `others` together.
    public Dependencies and(Dependencies others) {
        if (others.needs.isEmpty()) {
            return this;
        }
        Map<String, Set<String>> both = new HashMap<>(needs);
        others.needs.forEach((path, targets) -> both.merge(path, targets, (one, other) -> {
            Set<String> union = new LinkedHashSet<>(one);
            union.addAll(other);
            return union;
        }));
        return new Dependencies(both);
    }

    /// Whether no file depends on another.
    boolean isEmpty() {
        return needs.isEmpty();
    }

    /// What each file depends on.
    public Map<String, Set<String>> byPath() {
        return Collections.unmodifiableMap(needs);
    }

    /// All files that others depend on.
    public Set<String> targets() {
        Set<String> targets = new HashSet<>();
        needs.values().forEach(targets::addAll);
        return targets;
    }

    /// The files that depend on one of `changed`, directly or through others.
    public Set<String> dependants(Set<String> changed) {
        if (needs.isEmpty() || changed.isEmpty()) {
            return Set.of();
        }
        Map<String, List<String>> neededBy = new HashMap<>();
        needs.forEach((path, targets) -> targets.forEach(target ->
                neededBy.computeIfAbsent(target, _ -> new ArrayList<>()).add(path)));
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(changed);
        while (!open.isEmpty()) {
            for (String path : neededBy.getOrDefault(open.remove(), List.of())) {
                if (reached.add(path)) {
                    open.add(path);
                }
            }
        }
        return reached;
    }

    /// The path that `name` means in the file at `path`.
    private static String resolve(String path, String name) {
        if (!name.startsWith("./") && !name.startsWith("../")) {
            return name;
        }
        Deque<String> parts = new ArrayDeque<>(List.of(path.split("/", -1)));
        parts.removeLast();
        for (String part : name.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty()) {
                parts.removeLast();
            } else if (!part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
