/// Reads Cargo's `Cargo.toml` and `Cargo.lock`.
@NullMarked
package io.quenyan.project.graph.cargo;

import org.jspecify.annotations.NullMarked;
