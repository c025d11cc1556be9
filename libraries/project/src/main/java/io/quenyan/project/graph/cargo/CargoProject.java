package io.quenyan.project.graph.cargo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.graph.FolderPattern;
import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.Manifests;
import io.quenyan.project.graph.NodeType;
import io.quenyan.project.graph.Purl;
import io.quenyan.project.graph.Unresolved.Reason;
import io.quenyan.project.graph.document.Documents;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every `Cargo.toml` and `Cargo.lock` of a project.
final class CargoProject {

    private static final String MANIFEST = "Cargo.toml";
    private static final String LOCK = "Cargo.lock";

    private final GraphDrawing drawing;
    private final Map<String, Crate> byFolder = new TreeMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<String, CargoLock> lockByFolder = new TreeMap<>();

    CargoProject(Manifests manifests, GraphDrawing drawing) {
        this.drawing = drawing;
        Documents files = new Documents(Documents.Format.TOML, manifests, drawing);
        Map<String, ObjectNode> documents = new TreeMap<>();
        for (String path : manifests.named(MANIFEST::equals)) {
            files.read(path).ifPresent(toml -> documents.put(Manifests.folder(path), toml));
        }
        documents.forEach((folder, toml) -> {
            Crate crate = new Crate(Manifests.below(folder, MANIFEST), toml, workspace(folder, documents));
            byFolder.put(folder, crate);
            names.merge(crate.name(), 1, Integer::sum);
        });
        for (String path : manifests.named(LOCK::equals)) {
            files.read(path).map(toml -> CargoLock.of(path, toml)).ifPresent(this::add);
        }
    }

    private void add(CargoLock lock) {
        if (lock.size() > Manifests.MOST_ENTRIES) {
            drawing.unresolved(
                    lock.path(), Reason.TOO_LARGE, "It has more than %d entries".formatted(Manifests.MOST_ENTRIES));
        } else {
            lockByFolder.put(Manifests.folder(lock.path()), lock);
        }
    }

    private static @Nullable ObjectNode workspace(String folder, Map<String, ObjectNode> documents) {
        return Manifests.upFrom(folder)
                .flatMap(at -> Stream.ofNullable(documents.get(at)))
                .filter(toml -> toml.path("workspace").isObject())
                .findFirst()
                .orElse(null);
    }

    Collection<Crate> crates() {
        return byFolder.values();
    }

    Collection<CargoLock> locks() {
        return lockByFolder.values();
    }

    Optional<Crate> at(String folder) {
        return Optional.ofNullable(byFolder.get(folder)).filter(Crate::isPackage);
    }

    /// The members of a workspace that its patterns name.
    Collection<Crate> members(Crate root, FolderPattern pattern) {
        return byFolder.values().stream()
                .filter(crate -> crate.isPackage() && !crate.path().equals(root.path()))
                .filter(crate -> pattern.matches(crate.folder()))
                .toList();
    }

    /// By its name; with its folder where several have the name.
    String id(Crate crate) {
        String place = crate.folder().isEmpty() ? "." : crate.folder();
        String told = names.getOrDefault(crate.name(), 0) > 1 ? crate.name() + "#" + place : crate.name();
        return NodeType.MODULE.id("cargo:" + (crate.name().isEmpty() ? "./" + place : told));
    }

    /// The lock file of a crate: that of its folder, else of the nearest one above that knows it.
    Optional<CargoLock> lockOf(Crate crate) {
        return Manifests.upFrom(crate.folder())
                .flatMap(at -> Stream.ofNullable(lockByFolder.get(at)))
                .filter(lock -> lock.own(crate.name()).isPresent())
                .findFirst();
    }

    /// The node of what a lock file has.
    Optional<String> node(CargoLock lock, CargoLock.Locked locked) {
        if (locked.source().isEmpty()) {
            Optional<Crate> own = crateOf(lock, locked);
            if (own.isPresent()) {
                return own.map(this::id);
            }
        }
        return drawing.dependency(
                lock.path(),
                locked.name(),
                Purl.cargo(locked.name(), locked.version().isEmpty() ? null : locked.version()));
    }

    private Optional<Crate> crateOf(CargoLock lock, CargoLock.Locked locked) {
        return byFolder.values().stream()
                .filter(crate -> crate.name().equals(locked.name()) && crate.isPackage())
                .filter(crate -> lockOf(crate).filter(lock::equals).isPresent())
                .findFirst();
    }
}
