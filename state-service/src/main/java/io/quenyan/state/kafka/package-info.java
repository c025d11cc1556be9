/// The topics that state-service reads, and the events that it tells.
@NullMarked
package io.quenyan.state.kafka;

import org.jspecify.annotations.NullMarked;
