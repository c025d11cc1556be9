package io.quenyan.kms.aws;

/// What came is no answer: something in it is missing or impossible.
final class BadAnswerException extends RuntimeException {

    BadAnswerException(String message) {
        super(message);
    }
}
