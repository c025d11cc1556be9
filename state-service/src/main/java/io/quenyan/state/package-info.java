/// What was built from what: the inventory of every project's packages, and the runs that bring it up to date.
///
/// A run plans what changed, asks the encoder for exactly that, and takes the encoder's index into the inventory. This
/// package is the part that knows neither database nor broker.
@NullMarked
package io.quenyan.state;

import org.jspecify.annotations.NullMarked;
