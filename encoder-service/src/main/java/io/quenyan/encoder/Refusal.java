package io.quenyan.encoder;

import io.quenyan.outbox.Fault;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.KeyRefusedException;
import io.quenyan.project.grants.NotGrantedException;

/// A request that can never work as it stands, and why. It is an answer: asking again unchanged gives it again.
///
/// @param detail what was seen and what to do; never a secret, never a URI with user information
public record Refusal(Reason reason, String detail) {

    /// What grants do not allow, as an answer.
    static Refusal of(NotGrantedException denied) {
        return new Refusal(Reason.valueOf(denied.reason().name()), denied.detail());
    }

    /// Published under its own name in `RequestRefused.reason`.
    public enum Reason {
        /// A field is missing, too long or not of its form.
        FIELD_INVALID,
        /// Its value is over the 1 MiB, or its headers are over the 64 KiB, that are accepted.
        TOO_LARGE,
        /// The request id was used before for another content.
        REQUEST_ID_REUSED,
        /// The project has no grants.
        PROJECT_NOT_GRANTED,
        /// The actor may not ask for this project.
        ACTOR_NOT_GRANTED,
        /// The source is outside the project's grants.
        SOURCE_NOT_GRANTED,
        /// The output is outside the project's grants.
        OUTPUT_NOT_GRANTED,
        /// The passphrase reference is outside the project's grants.
        PASSPHRASE_REF_NOT_GRANTED,
        /// No passphrase is configured under the reference.
        PASSPHRASE_REF_UNKNOWN,
        /// Only `git+file:` sources and `file:` outputs are supported.
        SCHEME_UNSUPPORTED,
        /// Encryption versions are 1 and 2; version 1 takes at most 1,048,576 packages a batch.
        ENCRYPTION_UNSUPPORTED,
        /// There is no such key service, or this encoder is not configured for it.
        KEY_PROVIDER_UNSUPPORTED,
        /// The key is outside the project's grants.
        KEY_NOT_GRANTED,
        /// The key service has no such key.
        KEY_UNKNOWN,
        /// The key is disabled.
        KEY_DISABLED,
        /// The key is to be deleted.
        KEY_PENDING_DELETION,
        /// The key cannot wrap data keys, or the key service refuses for a reason of its own.
        KEY_UNUSABLE,
        /// The key service does not let the encoder use the key.
        KEY_ACCESS_DENIED,
        /// The key's version is believed to be known to others. Rotate the key and ask again.
        KEY_COMPROMISED,
        /// There is no such repository.
        SOURCE_NOT_FOUND,
        /// The repository reaches outside itself or cannot be read as one.
        SOURCE_UNREADABLE,
        /// The repository has no such commit, branch or tag.
        REVISION_UNKNOWN,
        /// Two files would get one package name.
        NAME_COLLISION,
        /// The list of paths cannot be read, or its digest is another.
        PATHS_UNREADABLE,
        /// The output's current index is not the one that the request builds on, or another writer replaced it
        /// meanwhile.
        BASE_INDEX_CHANGED,
        /// The output is not a folder of packages of this project.
        OUTPUT_FOREIGN,
        /// Encoders died over planning or finishing it, again and again.
        ENCODER_CRASHED,
        /// It could not be done before the request's own deadline.
        EXPIRED
    }

    /// A version that nothing may be encoded under any more.
    static RefusedException compromised(KeyManagement block) {
        return new RefusedException(
                Reason.KEY_COMPROMISED,
                "Version %s of key '%s' of %s is compromised; rotate the key and ask again"
                        .formatted(block.keyVersion(), block.keyId(), block.provider()));
    }

    /// What a key service refuses, as an answer.
    static Refusal of(KeyRefusedException refused) {
        Reason reason = switch (refused.reason()) {
            case "KEY_UNKNOWN", "KEY_VERSION_UNKNOWN" -> Reason.KEY_UNKNOWN;
            case "KEY_DISABLED" -> Reason.KEY_DISABLED;
            case "KEY_PENDING_DELETION" -> Reason.KEY_PENDING_DELETION;
            case "ACCESS_DENIED" -> Reason.KEY_ACCESS_DENIED;
            default -> Reason.KEY_UNUSABLE;
        };
        return new Refusal(reason, String.valueOf(refused.getMessage()));
    }

    /// Of a fault that every service refuses.
    public static Refusal of(Fault fault) {
        return new Refusal(
                switch (fault.reason()) {
                    case FIELD_INVALID -> Reason.FIELD_INVALID;
                    case TOO_LARGE -> Reason.TOO_LARGE;
                    case REQUEST_ID_REUSED -> Reason.REQUEST_ID_REUSED;
                },
                fault.detail());
    }
}
