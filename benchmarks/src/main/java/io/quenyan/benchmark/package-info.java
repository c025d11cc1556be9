/// See design: the root package of this module is its domain.
@NullMarked
package io.quenyan.benchmark;

import org.jspecify.annotations.NullMarked;
