package io.quenyan.state;

/// Carries a refusal out of a step; it becomes the request's answer.
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal.Reason reason, String detail) {
        super(reason + ": " + detail);
        this.refusal = new Refusal(reason, detail);
    }

    Refusal refusal() {
        return refusal;
    }
}
