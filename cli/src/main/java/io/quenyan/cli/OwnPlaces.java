package io.quenyan.cli;

import io.quenyan.project.file.OwnFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a project's folder is this tool's own, and so no part of the project.
final class OwnPlaces {

    private OwnPlaces() {}

    /// The output, the state, and what this tool keeps at home, should the project be somebody's home.
    ///
    /// @param output null if the project has none
    /// @param state null if the command keeps none
    static OwnFiles of(Run run, Path root, @Nullable Path output, @Nullable Path state) {
        Set<Path> folders = new HashSet<>();
        if (output != null) {
            folders.add(output);
        }
        run.homeIfKnown().ifPresent(home -> {
            for (String name : new String[] {"journal", "spool", "local"}) {
                folders.add(home.resolve(name));
            }
        });
        return new OwnFiles(folders, state == null ? null : within(root, state));
    }

    /// The path of `file` in the project; null if it lies elsewhere.
    private static @Nullable String within(Path root, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (folder == null) {
            return null;
        }
        try {
            Path realRoot = root.toRealPath();
            Path real = folder.toRealPath().resolve(absolute.getFileName());
            return real.startsWith(realRoot)
                    ? realRoot.relativize(real).toString().replace(java.io.File.separatorChar, '/')
                    : null;
        } catch (IOException e) {
            // The folder is not there yet: neither is the state.
            return null;
        }
    }
}
