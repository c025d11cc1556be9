package io.quenyan.kms;

import java.util.Optional;

/// A version of a key, in its provider's own words: `7`, a key material id, or the time of a rotation. Only
/// equality has a meaning; order is told by [Kms#listRotations].
///
/// @param text 1 to 256 characters
public record KeyVersion(String text) {

    private static final int LONGEST = 256;
    private static final int MOST_DIGITS = 10;
    private static final long HIGHEST = 4_294_967_295L;

    public KeyVersion {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A key version has 1 to %d characters, got %d".formatted(LONGEST, text.length()));
        }
    }

    /// The version after this one, where versions are counted: the last run of ASCII digits plus one,
    /// without leading zeros; `-1` appended where the text does not end in a digit.
    ///
    /// The originals wrap around at the end of 32 bits or repeat the version; a version that comes twice
    /// would name two keys, so there is none after it.
    public Optional<KeyVersion> next() {
        int from = text.length();
        while (from > 0 && isDigit(text.charAt(from - 1))) {
            from--;
        }
        if (from == text.length()) {
            return text.length() + 2 > LONGEST ? Optional.empty() : Optional.of(new KeyVersion(text + "-1"));
        }
        String before = text.substring(0, from);
        return number(text.substring(from))
                .map(number -> before + (number + 1))
                .filter(next -> next.length() <= LONGEST)
                .map(KeyVersion::new);
    }

    private static Optional<Long> number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        long number = Long.parseLong(significant);
        return number < HIGHEST ? Optional.of(number) : Optional.empty();
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    @Override
    public String toString() {
        return text;
    }
}
