package io.quenyan.event;

/// Bytes are not what their schema says. Never leaves this package.
final class MalformedAvroException extends Exception {

    MalformedAvroException(String message) {
        super(message, null, false, false);
    }
}
