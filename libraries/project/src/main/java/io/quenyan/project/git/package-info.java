/// Projects in git: the tree of a pinned commit, read from a repository that may be hostile, and the work tree as git
/// sees it. Nothing is checked out and nothing of the repository's is run: no hook, no filter, no helper.
@NullMarked
package io.quenyan.project.git;

import org.jspecify.annotations.NullMarked;
