/// Every build system that is read.
@NullMarked
package io.quenyan.project.graph.systems;

import org.jspecify.annotations.NullMarked;
