/// A single Kafka broker as a process, and the topics in it.
@NullMarked
package io.quenyan.local.kafka;

import org.jspecify.annotations.NullMarked;
