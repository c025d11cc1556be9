package io.quenyan.project.file;

import io.quenyan.project.PackageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Packages on their way into a folder: written under temporary names, made durable together, then renamed.
final class PackageBatch implements PackageStore.Batch {
    private record Pending(Path temporary, String name) {}

    private final Path root;
    private final Unfinished unfinished;
    private final List<Pending> pending = new ArrayList<>();

    PackageBatch(Path root, Unfinished unfinished) {
        this.root = root;
        this.unfinished = unfinished;
    }

    @Override
    public void write(String name, byte[] content) {
        try {
            pending.add(new Pending(unfinished.write(content), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void commit() {
        try {
            FileSystemSync.sync(root, pending.stream().map(Pending::temporary).toList());
            SafeFolders folders = new SafeFolders(root);
            for (Pending each : pending) {
                put(each, folders);
            }
            folders.sync();
            pending.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Pending each, SafeFolders folders) throws IOException {
        try {
            move(each, folders);
        } catch (NoSuchFileException e) {
            // Somebody removed the folder, which was empty.
            folders.forget();
            move(each, folders);
        }
    }

    private static void move(Pending each, SafeFolders folders) throws IOException {
        Files.move(
                each.temporary(),
                folders.place(each.name()),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try {
            for (Pending each : pending) {
                Files.deleteIfExists(each.temporary());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
