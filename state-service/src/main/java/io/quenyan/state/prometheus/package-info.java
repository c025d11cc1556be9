/// The figures of state-service for Prometheus. No project, path or request is a label.
@NullMarked
package io.quenyan.state.prometheus;

import org.jspecify.annotations.NullMarked;
