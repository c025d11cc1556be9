/// Reads what Gradle writes down without being run: `gradle.lockfile` and version catalogues.
@NullMarked
package io.quenyan.project.graph.gradle;

import org.jspecify.annotations.NullMarked;
