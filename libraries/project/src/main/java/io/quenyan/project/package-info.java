/// A project on disk and what becomes of it: which files belong to it, what their packages are called, the index over
/// them, and the way back from packages to files.
///
/// This is the domain. Git and folders are in the sub-packages, which depend on this one and never the reverse.
@NullMarked
package io.quenyan.project;

import org.jspecify.annotations.NullMarked;
