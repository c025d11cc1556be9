package io.quenyan.kms.aws;

import io.quenyan.kms.Answer;
import io.quenyan.kms.Answer.Given;
import io.quenyan.kms.Answer.Refused;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import java.time.Duration;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Calls AWS until there is an answer, a refusal, or no more patience: five more tries at most, each after
/// a random part of a delay that doubles, within the budget of the question.
final class Calls {

    private static final int TRIES = 6;
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    private final RandomGenerator random;

    Calls(RandomGenerator random) {
        this.random = random;
    }

    /// What is called, about which key, and in what time.
    record Question(String operation, KeyId key, Budget budget) {}

    /// Calls, again if need be.
    ///
    /// @param call gets how long it may take; may throw [BadAnswerException]
    <T> Answer<T> repeat(Question question, Function<AwsRequestOverrideConfiguration, T> call) {
        KeysUnavailableException last = null;
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            switch (once(question, call)) {
                case Outcome.Done<T>(Answer<T> answer) -> {
                    return answer;
                }
                case Outcome.Again<T>(KeysUnavailableException trouble) -> last = trouble;
            }
            if (!question.budget().pause(delay(attempt))) {
                break;
            }
        }
        throw last == null ? new IllegalStateException("There is a first try") : last;
    }

    /// What one try brought.
    sealed interface Outcome<T> {
        record Done<T>(Answer<T> answer) implements Outcome<T> {}

        record Again<T>(KeysUnavailableException trouble) implements Outcome<T> {}
    }

    /// Calls once.
    ///
    /// @throws KeysUnavailableException if it makes no sense to call again now
    <T> Outcome<T> once(Question question, Function<AwsRequestOverrideConfiguration, T> call) {
        try {
            return new Outcome.Done<>(new Given<>(call.apply(within(question.budget()))));
        } catch (BadAnswerException e) {
            return new Outcome.Again<>(unavailable(Trouble.BAD_ANSWER, question, e));
        } catch (SdkException e) {
            return switch (Fault.of(e)) {
                case Fault.Refusal(Answer.Reason reason) ->
                    new Outcome.Done<>(new Refused<>(reason, refusal(question, e)));
                case Fault.Passing(Trouble trouble) -> new Outcome.Again<>(unavailable(trouble, question, e));
                case Fault.Lasting(Trouble trouble) -> throw unavailable(trouble, question, e);
            };
        }
    }

    private Duration delay(int attempt) {
        long most = Math.min(LONGEST_DELAY.toNanos(), FIRST_DELAY.toNanos() << (attempt - 1));
        return Duration.ofNanos(random.nextLong(most + 1));
    }

    private static AwsRequestOverrideConfiguration within(Budget budget) {
        Duration left = budget.left();
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(left.isZero() ? Duration.ofMillis(1) : left)
                .build();
    }

    private static String refusal(Question question, SdkException e) {
        return "AWS KMS refuses %s for key '%s': %s".formatted(question.operation(), question.key(), words(e));
    }

    private static KeysUnavailableException unavailable(Trouble trouble, Question question, RuntimeException e) {
        String hint = trouble == Trouble.CREDENTIALS ? "renew the AWS credentials" : "try again later";
        return new KeysUnavailableException(
                trouble,
                "AWS KMS gives no answer to %s for key '%s' (%s); %s"
                        .formatted(question.operation(), question.key(), words(e), hint),
                trouble == Trouble.CREDENTIALS ? null : e);
    }

    /// The first line: where a signature is wrong, AWS repeats the whole request after it, a session token included.
    private static String words(RuntimeException e) {
        return allWords(e).lines().findFirst().orElse("");
    }

    private static String allWords(RuntimeException e) {
        return e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().errorCode() + ": "
                        + service.awsErrorDetails().errorMessage()
                : String.valueOf(e.getMessage());
    }
}
