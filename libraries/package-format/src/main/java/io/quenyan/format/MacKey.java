package io.quenyan.format;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// A key for HMAC-SHA256 (RFC 2104).
public final class MacKey {

    private final SecretKey key;

    MacKey(SecretKey key) {
        this.key = key;
    }

    /// The code of `message`, 32 bytes.
    public byte[] mac(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK must provide HmacSHA256", e);
        }
    }

    /// A computation for a message that comes in parts; [Mac#doFinal()] gives its code.
    public Mac start() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK must provide HmacSHA256", e);
        }
    }

    /// Whether `code` is the code of `message`, in constant time.
    public boolean verify(byte[] message, byte[] code) {
        return MessageDigest.isEqual(mac(message), code);
    }

    @Override
    public String toString() {
        return "MacKey[redacted]";
    }
}
