package io.quenyan.kms.aws;

import io.quenyan.kms.Answer;
import io.quenyan.kms.Answer.Given;
import io.quenyan.kms.Answer.Reason;
import io.quenyan.kms.Answer.Refused;
import io.quenyan.kms.KeyVersion;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.Rotation;
import io.quenyan.kms.RotationOrder;
import io.quenyan.kms.RotationOutcome;
import io.quenyan.kms.RotationOutcome.Pending;
import io.quenyan.kms.RotationOutcome.Rotated;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ConflictException;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;

/// One rotation on demand. RotateKeyOnDemand cannot be repeated safely: whenever its fate is not known, AWS
/// is asked whether a rotation is in progress or done before it is called again.
final class AwsRotation {

    private static final int TRIES = 6;
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final KmsClient client;
    private final Calls calls;
    private final AwsKeys keys;
    private final AwsKey key;
    private final Budget budget;

    AwsRotation(KmsClient client, Calls calls, AwsKeys keys, AwsKey key, Budget budget) {
        this.client = client;
        this.calls = calls;
        this.keys = keys;
        this.key = key;
        this.budget = budget;
    }

    Answer<RotationOutcome> carryOut(RotationOrder order) {
        return keys.rotations(key, budget)
                .then(before -> keys.version(key, budget).then(version -> {
                    Optional<KeyVersion> expected = order.expected().filter(it -> !it.equals(version));
                    return expected.isPresent()
                            ? new Refused<>(
                                    Reason.VERSION_CHANGED,
                                    "Key '%s' is on version %s, not on %s; nothing was rotated"
                                            .formatted(key.asked(), version, expected.get()))
                            : ordered(before.size()).then(_ -> awaited(version));
                }));
    }

    /// Sees to it that a rotation was taken on.
    private Answer<Boolean> ordered(int before) {
        KeysUnavailableException last = null;
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            switch (isOnItsWay(before)) {
                case Refused<Boolean> refused -> {
                    return refused;
                }
                case Given<Boolean>(Boolean already)
                when already -> {
                    return new Given<>(true);
                }
                case Given<Boolean> _ -> {
                    // to be ordered
                }
            }
            switch (calls.once(new Calls.Question("RotateKeyOnDemand", key.asked(), budget), this::order)) {
                case Calls.Outcome.Done<Boolean>(Answer<Boolean> answer) -> {
                    return answer;
                }
                case Calls.Outcome.Again<Boolean>(KeysUnavailableException trouble) -> last = trouble;
            }
            if (!budget.pause(LOOK_EVERY)) {
                break;
            }
        }
        throw last == null ? new IllegalStateException("There is a first try") : last;
    }

    /// Whether there is one more rotation than before, or one in progress: of an earlier try, or of
    /// somebody else.
    private Answer<Boolean> isOnItsWay(int before) {
        return keys.status(key, budget)
                .then(status -> status.onDemandRotationStartDate() != null
                        ? new Given<>(true)
                        : keys.rotations(key, budget).map(now -> now.size() > before));
    }

    private Boolean order(software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration within) {
        try {
            RotateKeyOnDemandResponse answer =
                    client.rotateKeyOnDemand(ask -> ask.keyId(key.arn()).overrideConfiguration(within));
            if (answer.keyId() == null || !key.isNamed(answer.keyId())) {
                throw new BadAnswerException("the answer is about " + answer.keyId());
            }
        } catch (ConflictException e) {
            // One is in progress. Two people asked at the same time; both get the version that it makes.
            return true;
        }
        return true;
    }

    /// Looks until the version is another.
    private Answer<RotationOutcome> awaited(KeyVersion previous) {
        Budget patience = Budget.of(budget.pacing(), VISIBLE_WITHIN);
        while (true) {
            Answer<RotationOutcome> seen = seen(previous, patience);
            if (!(seen instanceof Given<RotationOutcome>(Pending _)) || !patience.pause(LOOK_EVERY)) {
                return seen;
            }
        }
    }

    private Answer<RotationOutcome> seen(KeyVersion previous, Budget patience) {
        try {
            return keys.find(key.asked(), patience)
                    .then(now -> keys.version(now, patience)
                            .then(version -> version.equals(previous)
                                    ? new Given<>(new Pending(previous))
                                    : rotated(now, previous, version, patience)));
        } catch (KeysUnavailableException e) {
            // The order was taken; not to be able to look does not undo it.
            return new Given<>(new Pending(previous));
        }
    }

    private Answer<RotationOutcome> rotated(AwsKey now, KeyVersion previous, KeyVersion version, Budget patience) {
        return keys.rotations(now, patience)
                .then(rotations -> keys.describe(now, patience)
                        .map(description -> new Rotated(
                                previous,
                                version,
                                at(rotations, version)
                                        .orElseGet(
                                                () -> description.versionSince().orElseThrow()),
                                description)));
    }

    private static Optional<java.time.Instant> at(List<Rotation> rotations, KeyVersion version) {
        return rotations.stream()
                .filter(it -> it.version().equals(version))
                .map(Rotation::rotatedAt)
                .findFirst();
    }
}
