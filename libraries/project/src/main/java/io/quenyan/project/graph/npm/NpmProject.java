package io.quenyan.project.graph.npm;

import io.quenyan.project.graph.FolderPattern;
import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.Manifests;
import io.quenyan.project.graph.NodeType;
import io.quenyan.project.graph.Text;
import io.quenyan.project.graph.Unresolved.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every `package.json` and lock file of a project.
final class NpmProject {

    /// The one that counts more comes first.
    static final List<String> LOCKS = List.of("npm-shrinkwrap.json", "package-lock.json");

    private static final List<String> FOREIGN_LOCKS = List.of("yarn.lock", "pnpm-lock.yaml", "bun.lock");

    private final Manifests manifests;
    private final GraphDrawing drawing;
    private final Map<String, PackageFile> byFolder = new TreeMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<String, LockFile> lockByFolder = new TreeMap<>();

    NpmProject(Manifests manifests, GraphDrawing drawing) {
        this.manifests = manifests;
        this.drawing = drawing;
    }

    void add(PackageFile file) {
        byFolder.put(file.folder(), file);
        names.merge(file.name(), 1, Integer::sum);
    }

    void add(LockFile lock) {
        lockByFolder.putIfAbsent(lock.folder(), lock);
    }

    Collection<PackageFile> packages() {
        return byFolder.values();
    }

    Collection<LockFile> locks() {
        return lockByFolder.values();
    }

    Optional<PackageFile> at(String folder) {
        return Optional.ofNullable(byFolder.get(folder));
    }

    /// The package of the project that has this name, if it is the only one.
    Optional<PackageFile> named(String name) {
        return names.getOrDefault(name, 0) != 1
                ? Optional.empty()
                : byFolder.values().stream()
                        .filter(file -> file.name().equals(name))
                        .findFirst();
    }

    /// By its name; with its folder where several have the name, by its folder where it has none.
    String id(PackageFile file) {
        String place = file.folder().isEmpty() ? "." : file.folder();
        String told = file.name().isEmpty()
                ? "./" + place
                : names.getOrDefault(file.name(), 0) > 1 ? file.name() + "#" + place : file.name();
        return NodeType.MODULE.id("npm:" + told);
    }

    /// The lock file that `file` is installed from: the nearest one that knows its folder.
    Optional<LockFile> lockOf(PackageFile file) {
        return Manifests.upFrom(file.folder())
                .flatMap(folder -> Stream.ofNullable(lockByFolder.get(folder)))
                .filter(lock -> lock.key(file.folder())
                        .filter(key -> lock.at(key).isObject())
                        .isPresent())
                .findFirst();
    }

    /// The lock file of another program beside a package, by name.
    Optional<String> foreignLock(PackageFile file) {
        return FOREIGN_LOCKS.stream()
                .filter(name -> manifests.has(Manifests.below(file.folder(), name)))
                .findFirst();
    }

    /// Whether a pattern of `root` that begins with `!` leaves `member` out.
    boolean isLeftOut(PackageFile root, PackageFile member) {
        return root.workspaces().stream()
                .filter(pattern -> pattern.startsWith("!"))
                .map(pattern -> Manifests.resolve(root.folder(), pattern.substring(1)))
                .flatMap(Optional::stream)
                .anyMatch(pattern -> matches(pattern, member.folder()));
    }

    private static boolean matches(String pattern, String folder) {
        try {
            return new FolderPattern(pattern).matches(folder);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// The node of what a lock file has at `key`; none if it is a folder without a `package.json`.
    Optional<String> node(LockFile lock, String key) {
        if (!LockFile.isOwn(key)) {
            return drawing.dependency(lock.path(), lock.name(key), lock.purl(key));
        }
        @Nullable String folder = Manifests.resolve(lock.folder(), key).orElse(null);
        if (folder == null) {
            drawing.unresolved(lock.path(), Reason.OUTSIDE, "'%s' is not in the project".formatted(Text.shown(key)));
            return Optional.empty();
        }
        Optional<PackageFile> own = at(folder);
        if (own.isEmpty()) {
            drawing.unresolved(
                    lock.path(),
                    Reason.MISSING,
                    "'%s' has no package.json that can be read".formatted(Text.shown(key)));
        }
        return own.map(this::id);
    }
}
