package io.quenyan.outbox.work;

import java.util.Optional;

/// The work of a service, shared by all its instances.
///
/// A worker that comes back after its lease ran out finds its result already there, or stores it first; it is
/// stored once.
///
/// @param <C> a claim: a piece of work that a worker holds for the length of a lease
public interface Work<C> {

    /// Claims what is next, if there is any.
    ///
    /// @param holder name of the worker
    Optional<C> claim(String holder);

    /// Keeps the claim for another lease. False when it is no longer this worker's.
    boolean renew(C claim);

    /// Does the work, and stores its result.
    void take(C claim);

    /// Says what becomes of work that failed: it is given back, to be claimed again after a pause, or ended.
    void failed(C claim, RuntimeException failure);
}
