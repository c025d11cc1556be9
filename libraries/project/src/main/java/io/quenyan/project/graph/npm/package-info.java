/// Reads npm's `package.json` and lock files of version 2 and 3.
@NullMarked
package io.quenyan.project.graph.npm;

import org.jspecify.annotations.NullMarked;
