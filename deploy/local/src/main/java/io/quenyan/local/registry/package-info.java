/// The Schema Registry as a process, and the schemas in it.
@NullMarked
package io.quenyan.local.registry;

import org.jspecify.annotations.NullMarked;
