package io.quenyan.project.file;

import io.quenyan.project.PackageName;
import io.quenyan.project.ProjectPath;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a run of ours leaves in a project's folder: outputs, state files, their locks and backups. It never belongs to
/// the project, unless git tracks it.
///
/// @param folders the output of this run, and other folders that are ours
/// @param state path of the state in the project; null if it is kept elsewhere or nowhere
public record OwnFiles(Set<Path> folders, @Nullable String state) {

    private static final String BESIDE = "(\\.bak|\\.bak\\.tmp|\\.lock|\\.tmp|\\.corrupt-.*)?";
    private static final Pattern STATE = Pattern.compile("(\\.quenyan-state\\.json|\\.ci/quenyan-state\\.json)" + BESIDE
            + "|\\.quenyan/(project\\.json|secret-check\\.qyn1)\\.tmp");
    private static final Pattern ENDING = Pattern.compile(BESIDE);

    public OwnFiles {
        folders = Set.copyOf(folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList());
    }

    public OwnFiles(Set<Path> folders) {
        this(folders, null);
    }

    /// Whether everything below `folder` is ours.
    boolean folder(Path folder) {
        return named(folder) || Files.isRegularFile(folder.resolve(PackageName.MARKER), LinkOption.NOFOLLOW_LINKS);
    }

    /// The same, as far as its name tells.
    boolean named(Path folder) {
        return folders.contains(folder) || folder.endsWith(PackageName.UNFINISHED);
    }

    /// Whether the file at `path` in the project is ours.
    boolean file(String path) {
        return STATE.matcher(path).matches()
                || (state != null
                        && path.startsWith(state)
                        && ENDING.matcher(path.substring(state.length())).matches())
                || ProjectPath.name(path).equals(PackageName.MARKER);
    }
}
