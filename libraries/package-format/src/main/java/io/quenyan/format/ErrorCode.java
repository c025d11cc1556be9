package io.quenyan.format;

/// Why a package or a descriptor is not accepted. The names are stable and published; see the section "What a reader
/// must reject" of the format's specification.
public enum ErrorCode {
    /// Fewer bytes than the smallest frame.
    FRAME_TOO_SMALL,
    /// A frame that does not begin with its magic.
    BAD_MAGIC,
    /// The declared length passes the end.
    FRAME_TRUNCATED,
    /// The checksum of the body differs.
    CRC_MISMATCH,
    /// Bytes after the end of a frame, a section or a field.
    TRAILING_DATA,
    /// A feature bit or name that this version does not know.
    UNKNOWN_FEATURES,
    /// Feature bits and names that should be equal are not.
    FEATURE_MISMATCH,
    /// A version with another major number, or below 1.0.0.
    UNSUPPORTED_VERSION,
    /// A version that is missing or not of the form `a.b.c`.
    BAD_VERSION,
    /// Two versions that should be equal are not.
    VERSION_MISMATCH,
    /// Not JSON in UTF-8, too deep, or with a number that is not finite.
    BAD_JSON,
    /// JSON of the wrong shape.
    BAD_WRAPPER,
    /// A required member is absent.
    MISSING_FIELD,
    /// Not Base64 in the standard alphabet with padding.
    BAD_BASE64,
    /// A nonce that is not 12 bytes long.
    BAD_NONCE,
    /// A tag that is not 16 bytes long.
    BAD_TAG,
    /// An empty salt.
    BAD_SALT,
    /// An empty passphrase.
    EMPTY_PASSPHRASE,
    /// The tag does not verify: wrong passphrase, or anything was changed. Nothing finer is told.
    AUTH_FAILED,
    /// The package needs a key that the caller did not allow.
    KEY_NOT_ALLOWED,
    /// An encryption version, cipher or key derivation that is not known.
    UNSUPPORTED_ENCRYPTION,
    /// Key derivation costs outside the limits. Nothing was derived.
    KDF_LIMIT,
    /// A section that ends early.
    SECTION_TRUNCATED,
    /// A section too short for its own length prefix.
    SECTION_TOO_SMALL,
    /// A length inside a section that passes its end.
    LENGTH_OVERFLOW,
    /// A required section is absent.
    MISSING_SECTION,
    /// A section comes twice.
    DUPLICATE_SECTION,
    /// Text that is not UTF-8.
    BAD_UTF8,
    /// A hash type other than SHA-256.
    UNSUPPORTED_HASH,
    /// The symbol counts of two sections differ.
    COUNT_MISMATCH,
    /// The metadata inside differ from those outside.
    METADATA_MISMATCH,
    /// A source hash that is not 64 hex digits.
    BAD_HASH,
    /// A string of more than 65,535 bytes where that is the most.
    STRING_TOO_LONG,
    /// A count that is not an integer from 0 to 4,294,967,295.
    BAD_COUNT,
    /// More than the resource budget.
    BUDGET_EXCEEDED,
    /// An older package with a dictionary that is not known.
    UNKNOWN_DICTIONARY,
    /// An older package with a compression backend that is not known.
    UNKNOWN_BACKEND
}
