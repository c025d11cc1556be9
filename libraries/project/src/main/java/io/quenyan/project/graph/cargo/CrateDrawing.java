package io.quenyan.project.graph.cargo;

import io.quenyan.project.graph.EdgeType;
import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.GraphEdge;
import io.quenyan.project.graph.Manifests;
import io.quenyan.project.graph.Purl;
import io.quenyan.project.graph.Text;
import io.quenyan.project.graph.Unresolved.Reason;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Draws what one crate of the project needs: in the version of its lock file, else in none.
final class CrateDrawing {

    private final Crate crate;
    private final CargoProject project;
    private final GraphDrawing drawing;
    private final Optional<CargoLock> lock;
    private final TreeSet<String> unlocked = new TreeSet<>();

    CrateDrawing(Crate crate, CargoProject project, GraphDrawing drawing) {
        this.crate = crate;
        this.project = project;
        this.drawing = drawing;
        this.lock = project.lockOf(crate);
    }

    void draw() {
        crate.needs().forEach(this::draw);
        if (!unlocked.isEmpty()) {
            String why = lock.map(known -> "'%s' does not have".formatted(known.path()))
                    .orElse("No lock file says the version of");
            drawing.unresolved(
                    crate.path(),
                    lock.isPresent() ? Reason.LOCK_STALE : Reason.NO_LOCK,
                    "%s %d: %s".formatted(why, unlocked.size(), Text.listed(unlocked)));
        }
    }

    private void draw(Crate.Need need) {
        List<String> targets = locked(need);
        if (targets.isEmpty()) {
            targets = local(need).stream().toList();
        }
        if (targets.isEmpty()) {
            unlocked.add(need.name());
            targets = drawing.dependency(crate.path(), need.name(), Purl.cargo(need.name(), null)).stream()
                    .toList();
        }
        targets.forEach(target -> drawing.edge(GraphEdge.of(project.id(crate), EdgeType.DEPENDS_ON, target)
                .with("requirement", need.requirement())
                .with("scope", need.scope())
                .with("optional", need.optional() ? "true" : null)));
    }

    /// Usually one. A crate that is needed in two versions under two names has both.
    private List<String> locked(Crate.Need need) {
        return lock.stream()
                .flatMap(known -> known.own(crate.name()).stream()
                        .flatMap(own -> own.needs().stream())
                        .filter(line -> line.equals(need.name()) || line.startsWith(need.name() + " "))
                        .flatMap(line -> known.find(line).stream())
                        .flatMap(found -> project.node(known, found).stream()))
                .toList();
    }

    private Optional<String> local(Crate.Need need) {
        if (need.crateFolder().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> folder = Manifests.resolve(crate.folder(), need.crateFolder());
        if (folder.isEmpty()) {
            drawing.unresolved(
                    crate.path(),
                    Reason.OUTSIDE,
                    "'%s' is not in the project".formatted(Text.shown(need.crateFolder())));
        }
        return folder.flatMap(project::at).map(project::id);
    }
}
