package io.quenyan.kms;

import java.util.function.Function;

/// What a key management system says: what was asked for, or why it can never be had as it was asked for.
///
/// @param <T> what was asked for
public sealed interface Answer<T> {

    /// What was asked for.
    record Given<T>(T value) implements Answer<T> {}

    /// The same question would be refused again.
    ///
    /// @param detail what, which one and what to do next; no secret
    record Refused<T>(Reason reason, String detail) implements Answer<T> {}

    /// Why something was refused.
    enum Reason {
        /// No key has this id, alias or ARN.
        KEY_UNKNOWN,
        /// The key is disabled.
        KEY_DISABLED,
        /// The key is to be deleted, and can do nothing until that is called off.
        KEY_PENDING_DELETION,
        /// The key cannot do this: wrong kind, no material, not ready.
        KEY_UNUSABLE,
        /// The key has no such version.
        KEY_VERSION_UNKNOWN,
        /// Another key than the one that was named wrapped this, or answered.
        KEY_NOT_ALLOWED,
        /// The caller may not do this with this key.
        ACCESS_DENIED,
        /// The key has been rotated as often as its provider allows.
        LIMIT_EXCEEDED,
        /// The key is no longer on the version that the order expects.
        VERSION_CHANGED,
        /// No version can follow the current one.
        VERSION_EXHAUSTED,
        /// The wrapped key was altered, or wrapped with another context.
        NOT_UNWRAPPED,
        /// The provider refused for a reason of its own.
        PROVIDER_REFUSED
    }

    /// Goes on with what was given; a refusal stays one.
    default <R> Answer<R> then(Function<? super T, Answer<R>> next) {
        return switch (this) {
            case Given<T>(T value) -> next.apply(value);
            case Refused<T>(Reason reason, String detail) -> new Refused<>(reason, detail);
        };
    }

    /// Turns what was given into something else; a refusal stays one.
    default <R> Answer<R> map(Function<? super T, ? extends R> change) {
        return then(value -> new Given<>(change.apply(value)));
    }
}
