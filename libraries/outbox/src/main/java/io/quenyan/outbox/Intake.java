package io.quenyan.outbox;

import java.util.List;

/// Where arrivals are taken in.
public interface Intake<T> {

    /// Takes arrivals into the inbox, in one transaction with their positions. Those that were taken before are
    /// left out, so that the call may be repeated.
    void take(List<Arrival<T>> arrivals);
}
