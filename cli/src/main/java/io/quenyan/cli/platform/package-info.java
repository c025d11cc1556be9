/// The local platform: broker, registry, database and services on this machine.
@NullMarked
package io.quenyan.cli.platform;

import org.jspecify.annotations.NullMarked;
