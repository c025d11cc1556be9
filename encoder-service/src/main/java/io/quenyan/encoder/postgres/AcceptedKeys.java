package io.quenyan.encoder.postgres;

import io.quenyan.encoder.ToldKey;
import io.quenyan.outbox.postgres.Acceptance;
import io.quenyan.outbox.postgres.Transaction;
import java.util.function.Function;

/// Remembers the versions of keys that are compromised.
///
/// @param <T> the event that told
public final class AcceptedKeys<T> implements Acceptance.OfEvents<T> {

    private final Function<T, ToldKey> key;

    public AcceptedKeys(Function<T, ToldKey> key) {
        this.key = key;
    }

    @Override
    public void lock(Transaction transaction, T content) {
        // Nothing is told of it here, so there is no order to keep.
    }

    @Override
    public void accept(Transaction transaction, T content) {
        ToldKey told = key.apply(content);
        for (String name : told.names()) {
            told.compromised().forEach(version -> KeyTable.compromised(transaction, told.provider(), name, version));
        }
    }
}
