package io.quenyan.encoder;

/// Carries a refusal out of a step of planning or encoding; it becomes the request's answer.
final class RefusedException extends RuntimeException {

    private final transient Refusal refusal;

    RefusedException(Refusal.Reason reason, String detail) {
        super(reason + ": " + detail);
        this.refusal = new Refusal(reason, detail);
    }

    Refusal refusal() {
        return refusal;
    }
}
