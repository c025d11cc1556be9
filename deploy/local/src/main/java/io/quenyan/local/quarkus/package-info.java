/// Our services as processes.
@NullMarked
package io.quenyan.local.quarkus;

import org.jspecify.annotations.NullMarked;
