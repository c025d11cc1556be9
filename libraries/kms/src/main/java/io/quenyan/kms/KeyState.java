package io.quenyan.kms;

import java.util.Locale;

/// What a key can do now.
public enum KeyState {
    /// It wraps, unwraps and rotates.
    ENABLED("enabled"),
    /// It does nothing until it is enabled.
    DISABLED("disabled"),
    /// It is to be deleted, and does nothing until that is called off.
    PENDING_DELETION("pending-deletion"),
    /// It does nothing for another reason.
    UNUSABLE("unusable");

    private final String text;

    KeyState(String text) {
        this.text = text;
    }

    /// Its name in reports, events and descriptors.
    public String text() {
        return text;
    }

    /// The state of that name; the originals' stores also say `active` and `enabled` in any case. A name
    /// that is not known is [#UNUSABLE]: a key is used only where somebody said that it may be.
    public static KeyState of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "enabled", "active" -> ENABLED;
            case "disabled", "inactive", "suspended" -> DISABLED;
            case "pending-deletion", "pendingdeletion", "pending_deletion" -> PENDING_DELETION;
            default -> UNUSABLE;
        };
    }
}
