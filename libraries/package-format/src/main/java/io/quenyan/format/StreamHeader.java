package io.quenyan.format;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a payload says about its token stream.
///
/// @param symbolCount 0 to 4,294,967,295
/// @param sourceHash SHA-256, 64 lower-case hex digits, or empty when unknown
record StreamHeader(
        String dictionaryVersion,
        String encoderVersion,
        String sourceLanguage,
        String sourceLanguageVersion,
        long symbolCount,
        String sourceHash,
        boolean hasSourceMap) {

    static final int HASH_LENGTH = 32;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    StreamHeader {
        sourceHash = sourceHash.toLowerCase(Locale.ROOT);
        if (!sourceHash.isEmpty() && !HASH.matcher(sourceHash).matches()) {
            throw new PackageException(ErrorCode.BAD_HASH, "source_hash must be 64 hex digits");
        }
    }

    /// The hash as it is written: zeros when unknown.
    byte[] hashBytes() {
        return sourceHash.isEmpty() ? new byte[HASH_LENGTH] : HexFormat.of().parseHex(sourceHash);
    }

    static String hash(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return HexFormat.of().formatHex(bytes);
            }
        }
        return "";
    }
}
