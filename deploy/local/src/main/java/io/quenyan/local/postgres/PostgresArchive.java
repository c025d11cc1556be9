package io.quenyan.local.postgres;

import io.quenyan.local.process.StartFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL as it comes from the artifact repository: a `.txz`, for machines on which none is installed.
public record PostgresArchive(Path file) {

    /// Unpacks it below `folder`, once for each archive, and returns the programs.
    public PostgresBinaries unpack(Path folder) {
        if (!Files.isRegularFile(file)) {
            throw new StartFailedException(
                    "No PostgreSQL is installed and %s is missing. Make it: ./quenyan fetch".formatted(file));
        }
        try {
            Path target = folder.resolve("postgresql-" + Files.size(file));
            if (!Files.isDirectory(target)) {
                unpackTo(target);
            }
            return PostgresBinaries.in(target.resolve("bin"))
                    .orElseThrow(
                            () -> new StartFailedException("%s holds no PostgreSQL for this machine".formatted(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpackTo(Path target) throws IOException {
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        Files.createDirectories(unfinished);
        Process tar = new ProcessBuilder(List.of("tar", "-x", "-C", unfinished.toString(), "--no-same-owner"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream packed = new XZInputStream(Files.newInputStream(file));
                OutputStream toTar = tar.getOutputStream()) {
            packed.transferTo(toTar);
        }
        try {
            if (tar.waitFor() != 0) {
                throw new StartFailedException("%s cannot be unpacked into %s".formatted(file, unfinished));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("Interrupted while unpacking " + file, e);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
