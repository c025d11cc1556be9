/// Data keys of a project, from key management systems.
@NullMarked
package io.quenyan.project.kms;

import org.jspecify.annotations.NullMarked;
