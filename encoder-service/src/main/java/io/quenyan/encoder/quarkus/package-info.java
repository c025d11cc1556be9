/// How the encoder is put together and run by Quarkus: configuration, beans, start and stop.
@NullMarked
package io.quenyan.encoder.quarkus;

import org.jspecify.annotations.NullMarked;
