package io.quenyan.kms.aws;

import io.quenyan.kms.Answer;
import io.quenyan.kms.Answer.Reason;
import io.quenyan.kms.Answer.Refused;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeyState;
import io.quenyan.kms.KeyVersion;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;

/// A key as DescribeKey tells it. Everything else is asked by ARN: an alias may point elsewhere the next
/// moment, and rotation calls take none.
///
/// @param asked what the caller called it
/// @param material id of the current key material, where AWS gives one
record AwsKey(KeyId asked, String arn, String keyId, KeyState state, Instant createdAt, Optional<KeyVersion> material) {

    /// The key that was asked for.
    ///
    /// @throws BadAnswerException if the answer is about none or another
    static AwsKey of(KeyId asked, KeyMetadata metadata) {
        if (metadata == null || metadata.arn() == null || metadata.keyId() == null || metadata.creationDate() == null) {
            throw new BadAnswerException("the answer tells no ARN, id or date of creation");
        }
        AwsKey key = new AwsKey(
                asked,
                metadata.arn(),
                metadata.keyId(),
                state(metadata),
                metadata.creationDate(),
                Optional.ofNullable(metadata.currentKeyMaterialId()).map(KeyVersion::new));
        if (!isAlias(asked) && !key.isNamed(asked.text())) {
            throw new BadAnswerException("the answer is about " + metadata.arn());
        }
        return key;
    }

    /// Whether an answer's KeyId, an id or an ARN, means this key.
    boolean isNamed(String idOrArn) {
        return arn.equals(idOrArn) || keyId.equals(idOrArn);
    }

    /// The alias by which it was asked for.
    Optional<String> alias() {
        int at = asked.text().indexOf("alias/");
        return at < 0 ? Optional.empty() : Optional.of(asked.text().substring(at));
    }

    /// This key, provided that it may be used.
    Answer<AwsKey> usable() {
        return switch (state) {
            case ENABLED -> new Answer.Given<>(this);
            case DISABLED ->
                new Refused<>(
                        Reason.KEY_DISABLED,
                        "Key '%s' (%s) is disabled; enable it, or name another key".formatted(asked, arn));
            case PENDING_DELETION ->
                new Refused<>(
                        Reason.KEY_PENDING_DELETION,
                        "Key '%s' (%s) is to be deleted; call that off now if packages need it".formatted(asked, arn));
            case UNUSABLE ->
                new Refused<>(
                        Reason.KEY_UNUSABLE,
                        "Key '%s' (%s) is no enabled symmetric key; see it at AWS".formatted(asked, arn));
        };
    }

    private static boolean isAlias(KeyId key) {
        return key.text().startsWith("alias/") || key.text().contains(":alias/");
    }

    private static KeyState state(KeyMetadata metadata) {
        boolean symmetric = metadata.keySpec() == null || metadata.keySpec() == KeySpec.SYMMETRIC_DEFAULT;
        if (!symmetric || metadata.keyState() == null) {
            return KeyState.UNUSABLE;
        }
        return switch (metadata.keyState()) {
            case ENABLED -> KeyState.ENABLED;
            case DISABLED -> KeyState.DISABLED;
            case PENDING_DELETION, PENDING_REPLICA_DELETION -> KeyState.PENDING_DELETION;
            default -> KeyState.UNUSABLE;
        };
    }
}
