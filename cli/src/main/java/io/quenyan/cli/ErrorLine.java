package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// How an error is told: one line on stderr, `error: CODE: message`, or the same as JSON.
final class ErrorLine {

    private final Run run;

    ErrorLine(Run run) {
        this.run = run;
    }

    Exit tell(CommandFailure failure) {
        return tell(failure, run.json());
    }

    Exit tell(CommandFailure failure, boolean json) {
        run.say(json ? asJson(failure) : "error: %s: %s".formatted(failure.code(), failure.getMessage()));
        Throwable cause = failure.getCause();
        if (run.options().verbose() && cause != null) {
            cause.printStackTrace(run.terminal().err());
        }
        return failure.exit();
    }

    private static String asJson(CommandFailure failure) {
        ObjectNode error = Run.object();
        error.put("code", failure.code());
        error.put("message", failure.getMessage());
        error.put("exit", failure.exit().code());
        return Run.object().set("error", error).toString();
    }
}
