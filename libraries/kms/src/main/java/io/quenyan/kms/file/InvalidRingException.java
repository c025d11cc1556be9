package io.quenyan.kms.file;

/// The text is no key ring. The message says why, without a value of it.
final class InvalidRingException extends Exception {

    InvalidRingException(String message) {
        super(message);
    }
}
