/// What the work of Quenyan costs, measured with JMH. How to run it: `benchmarks/README.md`.
@NullMarked
package io.quenyan.benchmark;

import org.jspecify.annotations.NullMarked;
