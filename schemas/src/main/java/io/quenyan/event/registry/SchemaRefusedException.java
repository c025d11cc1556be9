package io.quenyan.event.registry;

/// The registry answered, and does not accept the schema: it is not compatible with a registered one, or not valid.
public final class SchemaRefusedException extends RuntimeException {

    SchemaRefusedException(String message) {
        super(message);
    }
}
