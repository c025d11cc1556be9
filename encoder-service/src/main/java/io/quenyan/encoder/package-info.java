/// Encode requests become packages.
///
/// A request is admitted, planned at a pinned commit, worked off in tasks of at most 500 files by the workers of
/// all instances, and finished by writing the index and telling so. This package is that work; it knows neither
/// Kafka nor PostgreSQL nor Quarkus.
@NullMarked
package io.quenyan.encoder;

import org.jspecify.annotations.NullMarked;
