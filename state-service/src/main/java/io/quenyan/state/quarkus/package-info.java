/// How state-service is put together and run by Quarkus.
@NullMarked
package io.quenyan.state.quarkus;

import org.jspecify.annotations.NullMarked;
