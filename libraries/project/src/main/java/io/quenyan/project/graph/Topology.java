package io.quenyan.project.graph;

import io.quenyan.project.Dependencies;
import io.quenyan.project.Integrations;
import io.quenyan.project.ProjectFile;
import io.quenyan.project.ProjectTree;
import java.util.List;
import java.util.Optional;

/// Draws the graph of a project.
///
/// @param readers of the build systems that are looked for
/// @param sources whether every file gets a package, or only descriptors
/// @param dependencies what files depend on beyond what descriptors say
/// @param key the key that protects the project's packages; none for a passphrase
public record Topology(
        List<ManifestReader> readers, boolean sources, Dependencies dependencies, Optional<ProjectFile.Key> key) {

    public Topology {
        readers = List.copyOf(readers);
    }

    /// The graph of `tree`.
    public ProjectGraph of(ProjectTree tree) {
        GraphDrawing drawing = new GraphDrawing();
        Manifests manifests = new Manifests(tree, drawing);
        readers.forEach(reader -> reader.read(manifests, drawing));
        new PackageDrawing(tree, drawing, this).draw();
        return drawing.graph(Integrations.of(tree));
    }
}
