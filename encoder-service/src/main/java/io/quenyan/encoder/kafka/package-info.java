/// Requests as they come off Kafka, and answers as they go there.
@NullMarked
package io.quenyan.encoder.kafka;

import org.jspecify.annotations.NullMarked;
