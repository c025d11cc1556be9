package io.quenyan.kms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A key as its provider tells it.
///
/// @param key what the caller called it
/// @param version current version
/// @param versionSince when the current version was made, where the provider tells
/// @param rotationDue when the provider rotates it next, or wants it rotated; empty where it has no schedule
/// @param alias another name of it
/// @param materialArn the provider's full name of it, the same for every alias
/// @param remainingOnDemandRotations how often it can still be rotated; empty where there is no limit
/// @param auditTrail what happened to it, oldest first, where the provider keeps that beside the key
public record KeyDescription(
        String provider,
        KeyId key,
        KeyVersion version,
        Optional<Instant> versionSince,
        KeyState state,
        Optional<Instant> rotationDue,
        Optional<String> alias,
        Optional<String> materialArn,
        OptionalInt remainingOnDemandRotations,
        List<AuditEntry> auditTrail) {

    public KeyDescription {
        auditTrail = List.copyOf(auditTrail);
    }

    /// This key, provided that it is enabled.
    public Answer<KeyDescription> usable() {
        return switch (state) {
            case ENABLED -> new Answer.Given<>(this);
            case DISABLED ->
                new Answer.Refused<>(
                        Answer.Reason.KEY_DISABLED,
                        "Key '%s' of %s is disabled; enable it, or name another key".formatted(key, provider));
            case PENDING_DELETION ->
                new Answer.Refused<>(
                        Answer.Reason.KEY_PENDING_DELETION,
                        "Key '%s' of %s is to be deleted; call that off now if packages need it"
                                .formatted(key, provider));
            case UNUSABLE ->
                new Answer.Refused<>(
                        Answer.Reason.KEY_UNUSABLE,
                        "Key '%s' of %s is neither enabled nor disabled; see its state at the provider"
                                .formatted(key, provider));
        };
    }
}
