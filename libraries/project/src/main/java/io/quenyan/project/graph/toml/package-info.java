/// Reads TOML, which Cargo and Gradle have in common.
@NullMarked
package io.quenyan.project.graph.toml;

import org.jspecify.annotations.NullMarked;
