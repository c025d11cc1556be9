package io.quenyan.event.registry;

/// The registry answered, and does not have the schema. Registering it helps; asking again does not.
public final class UnknownSchemaException extends RuntimeException {

    UnknownSchemaException(String message) {
        super(message);
    }
}
