/// Reads Maven's `pom.xml`. Parents, properties and managed versions count as far as the project's own files say them.
@NullMarked
package io.quenyan.project.graph.maven;

import org.jspecify.annotations.NullMarked;
