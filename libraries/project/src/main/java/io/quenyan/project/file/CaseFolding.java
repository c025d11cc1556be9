package io.quenyan.project.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Whether a file system takes names that differ in case for one.
final class CaseFolding {

    private CaseFolding() {}

    /// Asks the file system without writing: is the nearest folder that exists also there under its name with the case
    /// of its letters turned around?
    static boolean at(Path place) {
        for (Path folder = place; folder != null; folder = folder.getParent()) {
            Path name = folder.getFileName();
            if (name == null || !Files.exists(folder)) {
                continue;
            }
            String text = name.toString();
            String turned = text.equals(text.toLowerCase(Locale.ROOT))
                    ? text.toUpperCase(Locale.ROOT)
                    : text.toLowerCase(Locale.ROOT);
            if (!turned.equals(text)) {
                return same(folder, folder.resolveSibling(turned));
            }
        }
        return false;
    }

    private static boolean same(Path folder, Path other) {
        try {
            return Files.exists(other) && Files.isSameFile(folder, other);
        } catch (IOException e) {
            return false;
        }
    }
}
