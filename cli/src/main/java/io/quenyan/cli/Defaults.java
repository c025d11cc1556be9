package io.quenyan.cli;

import io.quenyan.project.ProjectFile;
import io.quenyan.project.ProjectFileException;
import io.quenyan.project.file.OwnFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a project's own file says where the command line says nothing.
///
/// @param root the project's root as it was given, or as it was found
/// @param file what `.quenyan/project.json` says, if it is there
record Defaults(Path root, OwnFolder folder, @Nullable ProjectFile file) {

    /// Which command makes what is missing.
    static final String REMEDY = "quenyan project init --project-root DIR --output-dir DIR";

    /// The project at `root`, else the one that the working folder is in.
    ///
    /// @throws CommandFailure exit 2 if there is neither, exit 1 if the project file cannot be read as one
    static Defaults of(@Nullable Path root) {
        return find(root).orElseThrow(() -> missing("--project-root"));
    }

    static Optional<Defaults> find(@Nullable Path root) {
        Optional<OwnFolder> folder = root == null ? OwnFolder.above(Path.of("")) : Optional.of(new OwnFolder(root));
        return folder.map(own -> new Defaults(own.root(), own, read(own)));
    }

    static @Nullable ProjectFile read(OwnFolder folder) {
        try {
            return folder.readProject().orElse(null);
        } catch (ProjectFileException e) {
            throw new CommandFailure(
                    Exit.FAILURE,
                    "BAD_PROJECT_FILE",
                    "'%s' cannot be used: %s. Correct it, or replace it: quenyan project init --force"
                            .formatted(folder.projectFile(), Failures.oneLine(e.getMessage())),
                    e);
        } catch (IOException e) {
            throw Failures.of(e, false);
        }
    }

    /// An option is missing that a project file would have made needless.
    static CommandFailure missing(String option) {
        return new CommandFailure(
                Exit.USAGE,
                "USAGE",
                "Missing option: %s, and no .quenyan/project.json names it. Give it, or make the file once: %s"
                        .formatted(option, REMEDY));
    }

    /// The project's id: as given, else as the file says, else the folder's name.
    String projectId(@Nullable String given) {
        if (given != null) {
            return given;
        }
        if (file != null) {
            return file.projectId();
        }
        return Objects.requireNonNull(root.toAbsolutePath().normalize().getFileName(), "a root has a name")
                .toString();
    }

    /// The output folder: as given, else as the file says.
    ///
    /// @throws CommandFailure exit 2 if neither says
    Path output(@Nullable Path given) {
        if (given != null) {
            return given;
        }
        if (file == null || file.output() == null) {
            throw missing("--output-dir");
        }
        return root.resolve(file.output());
    }

    /// The passphrase's name, if the file has one.
    Optional<String> passphraseRef() {
        return Optional.ofNullable(file).map(ProjectFile::passphraseRef);
    }
}
