package io.quenyan.format;

import java.util.Arrays;
import javax.crypto.SecretKey;

/// A key for the JDK's ciphers and codes that, unlike theirs, is wiped on close.
final class RawKey implements SecretKey, AutoCloseable {

    private static final long serialVersionUID = 1L;

    private final String algorithm;
    private final transient byte[] bytes;
    private transient boolean closed;

    /// Takes `bytes` over.
    RawKey(String algorithm, byte[] bytes) {
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /// A copy, which the JDK wipes.
    @Override
    public byte[] getEncoded() {
        if (closed) {
            throw new IllegalStateException("The key was wiped");
        }
        return bytes.clone();
    }

    @Override
    public boolean isDestroyed() {
        return closed;
    }

    @Override
    public void destroy() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public void close() {
        destroy();
    }

    @Override
    public String toString() {
        return "RawKey[redacted]";
    }
}
