/// What Quarkus gives to every service of ours: the servers around it, inbox, relay and workers, and their start and
/// stop. A service adds its [io.quenyan.outbox.Service] and its own beans.
@NullMarked
package io.quenyan.outbox.quarkus;

import org.jspecify.annotations.NullMarked;
