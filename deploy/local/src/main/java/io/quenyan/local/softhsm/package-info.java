/// A stand-in for a hardware security module.
@NullMarked
package io.quenyan.local.softhsm;

import org.jspecify.annotations.NullMarked;
