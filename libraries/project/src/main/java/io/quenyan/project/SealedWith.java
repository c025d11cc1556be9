package io.quenyan.project;

import io.quenyan.format.Encryption;
import org.jspecify.annotations.Nullable;

/// How the packages of a file were made. Files of one batch share one of these.
///
/// @param format version of the package format that the encoder wrote, see [#FORMAT]
/// @param salt of the key derivation, lower-case hex
/// @param key null for a passphrase
public record SealedWith(
        String format,
        Encryption encryption,
        String salt,
        @Nullable PackageKey key) {

    /// The format that is written today. A change of it makes all packages again.
    public static final String FORMAT = "1.2.0";

    /// In the place of the format for a file that others depend on: nobody asked yet whether it is to be encoded.
    public static final String WATCHED = "";
}
