package io.quenyan.cli;

/// How much may wait in the spool: `QUENYAN_SPOOL_LIMIT_MIB`, 512 if nothing else is said. See
/// `docs/adr/0027-a-limit-for-the-spool.md`.
record SpoolLimit(long mebibytes) {

    static final String VARIABLE = "QUENYAN_SPOOL_LIMIT_MIB";

    private static final SpoolLimit STANDARD = new SpoolLimit(512);
    private static final int MOST_DIGITS = 12;

    /// What the environment says. What is no number stops nothing: it is told, and the standard holds.
    static SpoolLimit of(Run run) {
        return run.terminal().variable(VARIABLE).map(text -> parse(text, run)).orElse(STANDARD);
    }

    private static SpoolLimit parse(String text, Run run) {
        if (text.length() > MOST_DIGITS || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            run.warn("%s: '%s' is no number of MiB; %d holds".formatted(VARIABLE, text, STANDARD.mebibytes));
            return STANDARD;
        }
        return new SpoolLimit(Long.parseLong(text));
    }

    boolean passedBy(long bytes) {
        return bytes > mebibytes << 20;
    }
}
