package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// How an error is told: one line on stderr, `error: CODE: message`, or the same as JSON.
final class ErrorLine {

    private final Run run;
    private final GivenPaths paths;

    ErrorLine(Run run, GivenPaths paths) {
        this.run = run;
        this.paths = paths;
    }

    Exit tell(CommandFailure failure) {
        return tell(failure, run.json());
    }

    Exit tell(CommandFailure failure, boolean json) {
        run.journal().failed(failure);
        String message = paths.tellAsGiven(String.valueOf(failure.getMessage()));
        run.say(json ? asJson(failure, message) : "error: %s: %s".formatted(failure.code(), message));
        Throwable cause = failure.getCause();
        if (run.options().verbose() && cause != null) {
            cause.printStackTrace(run.terminal().err());
        }
        return failure.exit();
    }

    private static String asJson(CommandFailure failure, String message) {
        ObjectNode error = Run.object();
        error.put("code", failure.code());
        error.put("message", message);
        error.put("exit", failure.exit().code());
        return Run.object().set("error", error).toString();
    }
}
