package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One line of `doctor`.
///
/// @param subject what is needed, in one or two words
/// @param found what was found
/// @param where it was looked for
/// @param remedy what to do; empty when it is fine
record Check(String subject, Status status, String found, String where, String remedy) {

    enum Status {
        OK,
        WARN,
        FAIL
    }

    static Check ok(String subject, String found, String where) {
        return new Check(subject, Status.OK, found, where, "");
    }

    static Check warn(String subject, String found, String where, String remedy) {
        return new Check(subject, Status.WARN, found, where, remedy);
    }

    static Check fail(String subject, String found, String where, String remedy) {
        return new Check(subject, Status.FAIL, found, where, remedy);
    }

    /// A warning, or a failure where the work at hand needs it.
    static Check missing(boolean needed, String subject, String found, String where, String remedy) {
        return new Check(subject, needed ? Status.FAIL : Status.WARN, found, where, remedy);
    }

    String word() {
        return switch (status) {
            case OK -> "ok";
            case WARN -> "warn";
            case FAIL -> "fail";
        };
    }

    ObjectNode toNode() {
        return Run.object()
                .put("subject", subject)
                .put("status", word())
                .put("found", found)
                .put("where", where)
                .put("remedy", remedy.isEmpty() ? null : remedy);
    }

    String line() {
        String line = "%-4s  %-15s %s (%s)".formatted(word(), subject, found, where);
        return remedy.isEmpty() ? line : line + "\n      -> " + remedy;
    }
}
