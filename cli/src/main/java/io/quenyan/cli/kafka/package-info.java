/// The command line's side of a Kafka cluster: requests out, answers and log events in.
@NullMarked
package io.quenyan.cli.kafka;

import org.jspecify.annotations.NullMarked;
