/// Inbox and outbox: how a service takes a request from Kafka once and answers it once.
///
/// PostgreSQL is the authority. What a service consumed, what it did and what it has to say are rows of one
/// transaction; the relay carries the said rows to Kafka afterwards, as numbered shipments. This package is the
/// part that knows neither database nor broker.
@NullMarked
package io.quenyan.outbox;

import org.jspecify.annotations.NullMarked;
