package io.quenyan.kms;

/// What people call a key: an id, an alias (`alias/quenyan`) or an ARN.
///
/// @param text 1 to 2,048 characters, none of them a control character
public record KeyId(String text) {

    private static final int LONGEST = 2_048;

    public KeyId {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A key id has 1 to %,d characters, got %,d".formatted(LONGEST, text.length()));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A key id holds no control characters");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
