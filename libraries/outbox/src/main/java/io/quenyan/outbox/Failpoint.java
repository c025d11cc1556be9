package io.quenyan.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A named place at which a crash test may kill the process.
///
/// Off unless the environment names a folder in `QUENYAN_FAILPOINTS`. There, a file `NAME.armed` makes the first
/// process that reaches NAME take the file away, leave `NAME.reached` with its pid, and halt as after `kill -9`:
/// no shutdown hook, no flush, no answer.
public final class Failpoint {

    private static final @Nullable Path FOLDER = folder();

    private Failpoint() {}

    /// Dies here if a test asked for it; otherwise returns.
    public static void reached(String name) {
        if (FOLDER == null) {
            return;
        }
        try {
            if (Files.deleteIfExists(FOLDER.resolve(name + ".armed"))) {
                Files.writeString(
                        FOLDER.resolve(name + ".reached"),
                        ProcessHandle.current().pid() + "\n");
                Runtime.getRuntime().halt(137);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The failpoint folder " + FOLDER + " cannot be used", e);
        }
    }

    private static @Nullable Path folder() {
        String configured = System.getenv("QUENYAN_FAILPOINTS");
        return configured == null || configured.isBlank() ? null : Path.of(configured);
    }
}
