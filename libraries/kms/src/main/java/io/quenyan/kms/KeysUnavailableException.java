package io.quenyan.kms;

import org.jspecify.annotations.Nullable;

/// Keys cannot be had now. Asking again later may work; until then there is no key, and nothing is encrypted.
public final class KeysUnavailableException extends RuntimeException {

    /// What kind of trouble it is.
    public enum Trouble {
        /// Nothing answers, or only errors do.
        UNREACHABLE,
        /// The system asks for fewer calls, and still did when the time was up.
        THROTTLED,
        /// The credentials are missing, expired or wrong: no answer about the key was given.
        CREDENTIALS,
        /// The store on disk cannot be read. It is left as it is.
        STORE_INVALID,
        /// Another process holds the store.
        STORE_BUSY,
        /// What answered is no answer.
        BAD_ANSWER
    }

    private final Trouble trouble;

    public KeysUnavailableException(Trouble trouble, String message) {
        this(trouble, message, null);
    }

    public KeysUnavailableException(Trouble trouble, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.trouble = trouble;
    }

    /// What kind of trouble it is.
    public Trouble trouble() {
        return trouble;
    }
}
