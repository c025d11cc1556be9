package io.quenyan.encoder;

import io.quenyan.outbox.Fault;
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
        /// Packages under a key of a key service are not supported yet.
        KEY_PROVIDER_UNSUPPORTED,
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
