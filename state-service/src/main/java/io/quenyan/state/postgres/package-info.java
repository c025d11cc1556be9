/// Runs, their work and the inventory as rows of the service's own schema.
@NullMarked
package io.quenyan.state.postgres;

import org.jspecify.annotations.NullMarked;
