package io.quenyan.event.registry;

import org.jspecify.annotations.Nullable;

/// The registry cannot be reached or cannot answer now. Asking again later may work.
public final class RegistryUnavailableException extends RuntimeException {

    RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
