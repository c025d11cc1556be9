package io.quenyan.project.file;

import io.quenyan.project.PackageName;
import io.quenyan.project.ProjectPath;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds the packages below a folder. No link is followed.
final class PackageListing {

    private PackageListing() {}

    /// The names of the packages below `root` but for those in `known`, which are not even looked at; sorted by bytes.
    static List<String> below(Path root, Set<String> known) {
        List<String> names = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return names;
        }
        try {
            add(root.toString(), "", known, names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names.sort(ProjectPath.BY_BYTES);
        return names;
    }

    /// @param prefix of `folder` in the output; ends in `/` unless empty
    private static void add(String folder, String prefix, Set<String> known, List<String> names) throws IOException {
        String[] children = new File(folder).list();
        if (children == null) {
            throw new FileSystemException(folder, null, "cannot be listed");
        }
        for (String child : children) {
            String name = prefix + child;
            if (known.contains(name)) {
                continue;
            }
            String path = folder + File.separatorChar + child;
            FileAttributes.Kind kind = kind(path);
            if (kind == FileAttributes.Kind.FOLDER) {
                add(path, name + "/", known, names);
            } else if (kind == FileAttributes.Kind.FILE && name.endsWith(PackageName.PACKAGE)) {
                names.add(name);
            }
        }
    }

    private static FileAttributes.Kind kind(String path) throws IOException {
        try {
            return FileAttributes.of(Path.of(path)).kind();
        } catch (NoSuchFileException | InvalidPathException e) {
            // It is gone, or its name is not one of ours.
            return FileAttributes.Kind.OTHER;
        }
    }
}
