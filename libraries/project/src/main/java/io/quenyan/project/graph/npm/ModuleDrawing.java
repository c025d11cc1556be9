package io.quenyan.project.graph.npm;

import io.quenyan.project.graph.EdgeType;
import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.GraphEdge;
import io.quenyan.project.graph.Manifests;
import io.quenyan.project.graph.Purl;
import io.quenyan.project.graph.Text;
import io.quenyan.project.graph.Unresolved.Reason;
import java.util.Optional;
import java.util.TreeSet;

/// Draws what one `package.json` needs: in the version of its lock file, else in none.
final class ModuleDrawing {

    private final PackageFile file;
    private final NpmProject project;
    private final GraphDrawing drawing;
    private final String module;
    private final Optional<LockFile> lock;
    private final TreeSet<String> unlocked = new TreeSet<>();

    ModuleDrawing(PackageFile file, NpmProject project, GraphDrawing drawing) {
        this.file = file;
        this.project = project;
        this.drawing = drawing;
        this.module = project.id(file);
        this.lock = project.lockOf(file);
    }

    void draw() {
        PackageFile.SCOPES.forEach(
                (member, scope) -> file.needs(member).forEach((name, requirement) -> draw(name, requirement, scope)));
        if (!unlocked.isEmpty()) {
            drawing.unresolved(file.path(), lock.isPresent() ? Reason.LOCK_STALE : Reason.NO_LOCK, unlockedLine());
        }
    }

    private String unlockedLine() {
        String why = lock.map(known -> "'%s' does not have".formatted(known.path()))
                .orElseGet(() -> project.foreignLock(file)
                        .map("'%s' is not read, so nothing says the version of"::formatted)
                        .orElse("No lock file says the version of"));
        return "%s %d: %s".formatted(why, unlocked.size(), Text.listed(unlocked));
    }

    private void draw(String name, String requirement, String scope) {
        Optional<String> target = lock.flatMap(known -> known.key(file.folder())
                        .flatMap(key -> known.find(key, name))
                        .flatMap(key -> project.node(known, key)))
                .or(() -> own(name, requirement));
        if (target.isEmpty()) {
            if (lock.isPresent() && (scope.equals("optional") || isOptional(name))) {
                return;
            }
            unlocked.add(name);
            target = drawing.dependency(file.path(), name, Purl.npm(name, null));
        }
        target.ifPresent(node -> drawing.edge(GraphEdge.of(module, EdgeType.DEPENDS_ON, node)
                .with("requirement", requirement)
                .with("scope", scope)));
    }

    private boolean isOptional(String name) {
        return PackageFile.isOptionalPeer(file.json(), name)
                || file.needs("optionalDependencies").containsKey(name);
    }

    /// A package of this project that is named by its folder or, in a workspace, by its name.
    private Optional<String> own(String name, String requirement) {
        String folder = requirement.replaceFirst("^(file|link|portal):", "");
        if (!folder.equals(requirement) || folder.startsWith("./") || folder.startsWith("../")) {
            Optional<String> there = Manifests.resolve(file.folder(), folder);
            if (there.isEmpty()) {
                drawing.unresolved(
                        file.path(), Reason.OUTSIDE, "'%s' is not in the project".formatted(Text.shown(requirement)));
            }
            return there.flatMap(project::at).map(project::id);
        }
        return requirement.startsWith("workspace:") ? project.named(name).map(project::id) : Optional.empty();
    }
}
