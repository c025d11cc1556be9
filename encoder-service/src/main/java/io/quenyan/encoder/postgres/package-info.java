/// Batches, their work and their requests as rows of the encoder's own schema.
@NullMarked
package io.quenyan.encoder.postgres;

import org.jspecify.annotations.NullMarked;
