/// PostgreSQL as a process, and the roles and databases in it.
@NullMarked
package io.quenyan.local.postgres;

import org.jspecify.annotations.NullMarked;
