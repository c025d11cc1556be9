/// A single Kafka broker as a process, the topics in it, and for tests somebody who asks and somebody who listens.
@NullMarked
package io.quenyan.local.kafka;

import org.jspecify.annotations.NullMarked;
