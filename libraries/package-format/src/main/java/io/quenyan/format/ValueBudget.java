package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;

/// How many JSON values may still be built. A value of two bytes of text takes some fifty times as much memory.
final class ValueBudget {

    private final String what;
    private long left;

    private ValueBudget(String what, long most) {
        this.what = what;
        this.left = most;
    }

    /// For what is read before it is known to be authentic.
    static ValueBudget beforeTrust(String what) {
        return new ValueBudget(what, Limits.METADATA_VALUES);
    }

    /// For text whose length alone is the limit.
    static ValueBudget unlimited() {
        return new ValueBudget("", Long.MAX_VALUE);
    }

    /// @throws PackageException `BUDGET_EXCEEDED` if nothing is left
    void take() {
        left--;
        if (left < 0) {
            throw new PackageException(
                    ErrorCode.BUDGET_EXCEEDED,
                    "%s has more than %d JSON values".formatted(what, Limits.METADATA_VALUES));
        }
    }

    /// Takes for a tree that is there already.
    void takeAll(JsonNode value) {
        take();
        value.forEach(this::takeAll);
    }
}
