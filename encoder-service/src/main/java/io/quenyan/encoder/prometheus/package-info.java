/// The encoder's figures for Prometheus. No project, path or request is a label.
@NullMarked
package io.quenyan.encoder.prometheus;

import org.jspecify.annotations.NullMarked;
