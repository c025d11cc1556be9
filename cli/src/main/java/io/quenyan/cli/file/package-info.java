/// What the command line keeps on disk under `$QUENYAN_HOME`: journals of its runs, and events that wait to be
/// published.
@NullMarked
package io.quenyan.cli.file;

import org.jspecify.annotations.NullMarked;
