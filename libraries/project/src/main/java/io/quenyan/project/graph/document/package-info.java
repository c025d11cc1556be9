/// Reads JSON and TOML, in which manifests and lock files are written.
@NullMarked
package io.quenyan.project.graph.document;

import org.jspecify.annotations.NullMarked;
