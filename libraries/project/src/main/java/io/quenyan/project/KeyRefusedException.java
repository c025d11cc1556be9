package io.quenyan.project;

/// A key service refused a project's key: asked again unchanged, it would refuse again. Nothing was written.
public final class KeyRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason the key service's word for it, such as `KEY_DISABLED`
    public KeyRefusedException(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /// Why, in a stable word.
    public String reason() {
        return reason;
    }
}
