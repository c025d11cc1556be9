/// A project's package topology: what its build manifests and descriptors say of packages, modules and what they depend
/// on, as one graph that is the same for the same files on any machine.
///
/// This is the domain. What a build system's files look like is in the sub-packages. Nothing of a project is ever run.
@NullMarked
package io.quenyan.project.graph;

import org.jspecify.annotations.NullMarked;
