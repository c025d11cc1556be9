package io.quenyan.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Short commands whose end is awaited.
public final class Command {

    private Command() {}

    /// Runs the command and returns what it printed.
    ///
    /// @throws StartFailedException if it cannot be run or ends with anything but 0; the message holds what it
    ///     printed
    public static String run(String... command) {
        return run(List.of(command));
    }

    /// Runs the command and returns what it printed.
    ///
    /// @throws StartFailedException if it cannot be run or ends with anything but 0; the message holds what it
    ///     printed
    public static String run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            Launch.onlyHarmless(builder.environment());
            Process process = builder.start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new StartFailedException(
                        "'%s' ended with %d: %s".formatted(command.getFirst(), exit, printed.strip()));
            }
            return printed;
        } catch (IOException e) {
            throw new StartFailedException("'%s' cannot be run: %s".formatted(command.getFirst(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("Interrupted while '%s' ran".formatted(command.getFirst()), e);
        }
    }
}
