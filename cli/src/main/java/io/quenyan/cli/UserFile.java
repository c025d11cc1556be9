package io.quenyan.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/// Files and folders that the user named, told back by the name that was given and no other.
final class UserFile {

    private static final Path STANDARD = Path.of("-");

    private UserFile() {}

    static boolean isStandard(Path named) {
        return named.equals(STANDARD);
    }

    /// @throws CommandFailure exit 3 if there is nothing, exit 2 if it is a folder
    static void mustBeFile(Path named) {
        mustExist(named);
        if (Files.isDirectory(named)) {
            throw new CommandFailure(Exit.USAGE, "IS_A_FOLDER", "'%s' is a folder; a file is wanted".formatted(named));
        }
    }

    /// @throws CommandFailure exit 3 if there is nothing, exit 2 if it is a file
    static void mustBeFolder(Path named) {
        mustExist(named);
        if (!Files.isDirectory(named)) {
            throw new CommandFailure(Exit.USAGE, "NOT_A_FOLDER", "'%s' is a file; a folder is wanted".formatted(named));
        }
    }

    private static void mustExist(Path named) {
        if (!Files.exists(named)) {
            throw new CommandFailure(Exit.NOT_FOUND, "NOT_FOUND", "'%s' does not exist".formatted(named));
        }
    }

    /// All bytes of the file, or of stdin for `-`; at most `most`.
    static byte[] read(Path named, int most, InputStream stdin) throws IOException {
        if (isStandard(named)) {
            return bounded(stdin, named, most);
        }
        mustBeFile(named);
        mustBeReadable(named);
        try (InputStream in = Files.newInputStream(named)) {
            return bounded(in, named, most);
        }
    }

    private static void mustBeReadable(Path named) {
        if (!Files.isReadable(named)) {
            throw new CommandFailure(
                    Exit.PERMISSION, "PERMISSION_DENIED", "'%s' may not be read by this user".formatted(named));
        }
    }

    private static byte[] bounded(InputStream in, Path named, int most) throws IOException {
        byte[] bytes = in.readNBytes(most);
        if (in.read() >= 0) {
            throw new CommandFailure(Exit.FAILURE, "TOO_LARGE", "'%s' has more than %d bytes".formatted(named, most));
        }
        return bytes;
    }

    /// Replaces the file in one step, so that nobody sees half of it.
    static void write(Path named, byte[] bytes) throws IOException {
        if (Files.isDirectory(named)) {
            throw new CommandFailure(Exit.USAGE, "IS_A_FOLDER", "'%s' is a folder; name a file in it".formatted(named));
        }
        if (Files.exists(named) && !Files.isRegularFile(named)) {
            Files.write(named, bytes);
            return;
        }
        Path folder = named.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure(Exit.NOT_FOUND, "NOT_FOUND", "The folder of '%s' does not exist".formatted(named));
        }
        Path temporary = Files.createTempFile(folder, ".quenyan-", ".tmp");
        try {
            Files.write(temporary, bytes);
            move(temporary, named);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void move(Path temporary, Path named) throws IOException {
        try {
            Files.move(temporary, named, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, named, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Removes a folder that this tool made, and follows no link.
    static void removeFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
