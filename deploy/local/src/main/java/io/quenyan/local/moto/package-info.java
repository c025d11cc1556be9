/// A stand-in for AWS.
@NullMarked
package io.quenyan.local.moto;

import org.jspecify.annotations.NullMarked;
