package io.quenyan.format;

/// The resource budget of a package. Everything is checked before memory is taken for it.
public final class Limits {

    /// Longest wrapper body, in bytes.
    public static final int WRAPPER_BODY = 128 * 1024 * 1024;

    /// Longest package file that a reader takes, in bytes: a Base64 text of the longest frame.
    public static final int PACKAGE_FILE = (WRAPPER_BODY + 64) / 3 * 4 + 64;

    /// Longest content of the tokens, and so longest source file, in bytes.
    public static final int TOKENS = 64_000_000;

    /// Longest JSON text of the metadata, in bytes. It is read before anything is known to be authentic.
    public static final int METADATA = 4 * 1024 * 1024;

    /// Most JSON values in the metadata, counting objects, arrays and what is in them.
    public static final int METADATA_VALUES = 100_000;

    static final int STRING_TABLE = 64_000_000;

    /// Longest JSON text of the records, of a channel, of the model or of the extras.
    static final int JSON = 64_000_000;

    static final int MODEL_WEIGHT = 4_000_000;

    /// Of legacy packages. Frames may claim more: nothing is made of the claim, because tokens are not decoded.
    static final long SYMBOLS = 10_000_000;

    private Limits() {}

    static void check(String what, long size, long most) {
        if (size > most) {
            throw new PackageException(
                    ErrorCode.BUDGET_EXCEEDED, "%s of %d is over the limit of %d".formatted(what, size, most));
        }
    }
}
