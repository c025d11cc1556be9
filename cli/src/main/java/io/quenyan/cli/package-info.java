/// The command line: `quenyan`, which also answers to `mcs-reference`.
///
/// One class per command; each reads its options, calls a library and prints. The work itself is in the libraries, so
/// that it can be done with nothing else up. Only `kafka` speaks to a cluster and only `local` to the local platform.
@NullMarked
package io.quenyan.cli;

import org.jspecify.annotations.NullMarked;
