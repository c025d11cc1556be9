/// Key rings on disk: provider `local`, and what a security module does not remember of its own keys.
@NullMarked
package io.quenyan.kms.file;

import org.jspecify.annotations.NullMarked;
