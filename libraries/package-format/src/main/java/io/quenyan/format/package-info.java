/// QYN-1 packages: one encrypted file that holds a descriptor or a source file.
///
/// The format is specified in `docs/spec/package-format.md`. Whatever is wrong with bytes or text from outside is a
/// [PackageException] with one of the codes of [ErrorCode]; nothing else leaves this package for bad input.
@NullMarked
package io.quenyan.format;

import org.jspecify.annotations.NullMarked;
