package io.quenyan.format;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;

/// A key for HMAC-SHA256 (RFC 2104). Wiped on close; what was started before goes on.
public final class MacKey implements AutoCloseable {

    static final String ALGORITHM = "HmacSHA256";

    private final RawKey key;

    /// Takes `bytes` over.
    MacKey(byte[] bytes) {
        this.key = new RawKey(ALGORITHM, bytes);
    }

    /// The code of `message`, 32 bytes.
    public byte[] mac(byte[] message) {
        return start().doFinal(message);
    }

    /// A computation for a message that comes in parts; [Mac#doFinal()] gives its code.
    public Mac start() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
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
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "MacKey[redacted]";
    }
}
