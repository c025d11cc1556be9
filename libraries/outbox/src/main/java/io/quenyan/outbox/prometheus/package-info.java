/// Figures for Prometheus that every service gives. No project, path or request is a label.
@NullMarked
package io.quenyan.outbox.prometheus;

import org.jspecify.annotations.NullMarked;
