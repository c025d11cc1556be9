package io.quenyan.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.kms.Answer.Given;
import io.quenyan.kms.Answer.Reason;
import io.quenyan.kms.Answer.Refused;

/// Reading answers in tests.
public final class Answers {

    private Answers() {}

    public static <T> T given(Answer<T> answer) {
        return switch (answer) {
            case Given<T>(T value) -> value;
            case Refused<T>(Reason reason, String detail) ->
                throw new AssertionError("Refused %s: %s".formatted(reason, detail));
        };
    }

    public static <T> Reason refused(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Refused.class);
        return ((Refused<T>) answer).reason();
    }

    public static <T> String detail(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Refused.class);
        return ((Refused<T>) answer).detail();
    }

    public static RotationOutcome.Rotated rotated(Answer<RotationOutcome> answer) {
        assertThat(given(answer)).isInstanceOf(RotationOutcome.Rotated.class);
        return (RotationOutcome.Rotated) given(answer);
    }
}
