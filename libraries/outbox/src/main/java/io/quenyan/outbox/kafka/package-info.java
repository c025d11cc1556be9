/// The relay from the outbox to Kafka, and how a consumer finds its place in the database rather than in Kafka.
@NullMarked
package io.quenyan.outbox.kafka;

import org.jspecify.annotations.NullMarked;
