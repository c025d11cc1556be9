package io.quenyan.event;

/// A value is not the JSON that we accept. The message says how, without any of its text. Never leaves this
/// package.
final class MalformedJsonException extends Exception {

    MalformedJsonException(String message) {
        super(message, null, false, false);
    }
}
