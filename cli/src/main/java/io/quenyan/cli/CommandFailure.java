package io.quenyan.cli;

/// A command cannot go on. Becomes one line on stderr and the exit code.
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final Exit exit;

    /// @param code stable name in capitals, for scripts
    /// @param message what, which one, and what to do next; one line without secrets
    public CommandFailure(Exit exit, String code, String message) {
        super(message);
        this.code = code;
        this.exit = exit;
    }

    /// As above, with what brought it about, which only `--verbose` shows.
    public CommandFailure(Exit exit, String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.exit = exit;
    }

    /// Stable name in capitals.
    public String code() {
        return code;
    }

    /// How the process ends.
    public Exit exit() {
        return exit;
    }
}
