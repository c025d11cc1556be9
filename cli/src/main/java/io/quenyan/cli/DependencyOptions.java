package io.quenyan.cli;

import io.quenyan.project.Dependencies;
import io.quenyan.project.DependencyManifestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What files depend on, beyond what descriptors say themselves.
final class DependencyOptions {

    private static final int MOST_MANIFEST_BYTES = 64 * 1024 * 1024;

    @Option(
            names = "--dependencies",
            paramLabel = "MANIFEST",
            description = "JSON of what files depend on: {path: [paths]}. A change rebuilds what depends on it.")
    private List<Path> manifests = List.of();

    /// The one that a service is to read: the path is that in the repository, for it reads the commit.
    @Nullable
    String inRepository() {
        if (manifests.size() > 1) {
            throw new CommandFailure(Exit.USAGE, "USAGE", "With --remote one --dependencies can be given");
        }
        return manifests.isEmpty() ? null : manifests.getFirst().toString();
    }

    Dependencies read(Run run) throws IOException {
        Dependencies all = Dependencies.NONE;
        for (Path manifest : manifests) {
            byte[] bytes =
                    UserFile.read(manifest, MOST_MANIFEST_BYTES, run.terminal().stdin());
            try {
                all = all.and(Dependencies.parse(bytes));
            } catch (DependencyManifestException e) {
                throw new CommandFailure(
                        Exit.FAILURE, "BAD_MANIFEST", "'%s' cannot be used: %s".formatted(manifest, e.getMessage()), e);
            }
        }
        return all;
    }
}
