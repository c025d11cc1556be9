/// The program `git`, where a repository is held against what was restored.
@NullMarked
package io.quenyan.cli.git;

import org.jspecify.annotations.NullMarked;
