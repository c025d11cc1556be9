/// Projects, packages and restored files in folders of this machine. Links are never followed below a root.
@NullMarked
package io.quenyan.project.file;

import org.jspecify.annotations.NullMarked;
