/// Repositories that tests make and encode.
@NullMarked
package io.quenyan.local.git;

import org.jspecify.annotations.NullMarked;
