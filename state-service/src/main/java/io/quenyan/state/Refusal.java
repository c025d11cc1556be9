package io.quenyan.state;

import io.quenyan.outbox.Fault;
import io.quenyan.project.grants.NotGrantedException;

/// A request that can never work as it stands, and why. It is an answer: asking again unchanged gives it again.
///
/// @param reason name of a [Reason], or of one of the encoder's where it refused the batch that the run needed
/// @param detail what was seen and what to do; never a secret, never a URI with user information
public record Refusal(String reason, String detail) {

    /// Published under its own name in `RequestRefused.reason`.
    public enum Reason {
        /// A field is missing, too long or not of its form.
        FIELD_INVALID,
        /// Its value is over the 1 MiB, or its headers are over the 64 KiB, that are accepted.
        TOO_LARGE,
        /// The request id was used before for another content.
        REQUEST_ID_REUSED,
        /// No passphrase is configured under the reference.
        PASSPHRASE_REF_UNKNOWN,
        /// Encryption versions are 1 and 2.
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
        /// The manifest of dependencies is missing or of another form.
        DEPENDENCIES_UNREADABLE,
        /// The output's current index is not the one that the request builds on.
        BASE_INDEX_CHANGED,
        /// The output is not a folder of packages of this project, or its index does not verify.
        OUTPUT_FOREIGN,
        /// Workers died over planning or ending it, again and again.
        STATE_CRASHED,
        /// It could not be done before the request's own deadline.
        EXPIRED
    }

    Refusal(Reason reason, String detail) {
        this(reason.name(), detail);
    }

    /// What was wrong with a request before anybody looked at what it asks.
    public static Refusal of(Fault fault) {
        return new Refusal(fault.reason().name(), fault.detail());
    }

    /// What grants do not allow, as an answer.
    static Refusal of(NotGrantedException denied) {
        return new Refusal(denied.reason().name(), denied.detail());
    }
}
