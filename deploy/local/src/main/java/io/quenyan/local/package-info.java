/// See design: the root package of this module is its domain.
@NullMarked
package io.quenyan.local;

import org.jspecify.annotations.NullMarked;
