/// A broker, a registry, a database and the services on one machine, without containers: the local platform,
/// and the tests' own.
///
/// This package says what runs and in which order. Each sub-package knows one thing outside, and none knows
/// another; all of them know `process`.
@NullMarked
package io.quenyan.local;

import org.jspecify.annotations.NullMarked;
