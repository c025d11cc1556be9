package io.quenyan.cli;

import io.quenyan.project.ProjectFile;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.file.OwnFolder;
import io.quenyan.project.git.ProjectFolder;
import io.quenyan.project.graph.ProjectGraph;
import io.quenyan.project.graph.Topology;
import io.quenyan.project.graph.systems.BuildSystems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The project whose graph is meant, and what is drawn of it.
final class GraphOptions {

    @Option(
            names = "--project-root",
            paramLabel = "DIR",
            description = "The project (default: the one with a .quenyan/project.json that this folder is in, "
                    + "else this folder).")
    private @Nullable Path projectRoot;

    @Option(
            names = "--project-id",
            paramLabel = "ID",
            description = "Name of the project (default: as project.json says, else the folder's name).")
    private @Nullable String projectId;

    @Option(names = "--sources", description = "Draw a package for every file, and not for descriptors only.")
    private boolean sources;

    @Mixin
    private final DependencyOptions dependencies = new DependencyOptions();

    /// A project's root need not be known to anybody: what is asked for on a bad day is the folder one is in.
    Defaults defaults() {
        Defaults defaults = Defaults.find(projectRoot)
                .orElseGet(() -> new Defaults(Path.of("."), new OwnFolder(Path.of(".")), null));
        UserFile.mustBeFolder(defaults.root());
        return defaults;
    }

    String id(Defaults defaults) {
        return defaults.projectId(projectId);
    }

    ProjectGraph draw(Defaults defaults, Run run) throws IOException {
        ProjectFile file = defaults.file();
        Optional<ProjectFile.Key> key = file == null ? Optional.empty() : Optional.ofNullable(file.key());
        Topology topology = new Topology(BuildSystems.ALL, sources, dependencies.read(run), key);
        Path root = defaults.root();
        Path output = file == null || file.output() == null ? null : defaults.output(null);
        try (ProjectTree tree =
                ProjectFolder.open(root, OwnPlaces.of(run, root, output, StateOptions.unnamed(defaults, run)))) {
            return topology.of(tree);
        }
    }
}
