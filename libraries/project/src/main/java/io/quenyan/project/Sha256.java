package io.quenyan.project;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 in lower-case hex, as it stands in indexes and events.
public final class Sha256 {

    private static final int DIGITS = 64;
    private static final boolean[] HEX = new boolean[128];

    static {
        for (char c : "0123456789abcdef".toCharArray()) {
            HEX[c] = true;
        }
    }

    private Sha256() {}

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /// A digest to be fed piece by piece.
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK must provide SHA-256", e);
        }
    }

    static boolean isHex(String text) {
        if (text.length() != DIGITS) {
            return false;
        }
        // Without a branch a digit: which kind the next one is cannot be foreseen, and there are millions.
        boolean hex = true;
        for (int i = 0; i < DIGITS; i++) {
            char c = text.charAt(i);
            hex &= c < HEX.length && HEX[c & 0x7F];
        }
        return hex;
    }
}
