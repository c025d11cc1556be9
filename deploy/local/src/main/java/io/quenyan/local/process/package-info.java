/// Processes of this machine that outlive whoever started them, and what is remembered of them on disk.
@NullMarked
package io.quenyan.local.process;

import org.jspecify.annotations.NullMarked;
