/// The rows behind inbox, outbox and relay, and the one way in which a service runs transactions.
@NullMarked
package io.quenyan.outbox.postgres;

import org.jspecify.annotations.NullMarked;
