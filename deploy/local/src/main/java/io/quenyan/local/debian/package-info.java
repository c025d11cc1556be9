/// Programs from Debian's archive, unpacked without installing them.
@NullMarked
package io.quenyan.local.debian;

import org.jspecify.annotations.NullMarked;
