package io.quenyan.outbox;

/// Why a request is refused whatever it asks.
///
/// @param detail what was seen and what to do; never a secret
public record Fault(Reason reason, String detail) {

    /// Every service publishes these under their own names in `RequestRefused.reason`.
    public enum Reason {
        /// A field is missing, too long or not of its form.
        FIELD_INVALID,
        /// Its value or its headers are over what is accepted.
        TOO_LARGE,
        /// The request id was used before for another content.
        REQUEST_ID_REUSED
    }
}
