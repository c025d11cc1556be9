package io.quenyan.format;

import java.util.Arrays;
import javax.crypto.SecretKey;

/// The ChaCha20-Poly1305 key of one package. Wiped on close.
final class PackageKey implements SecretKey, AutoCloseable {

    private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;
    private transient boolean closed;

    /// Takes `bytes` over.
    PackageKey(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public String getAlgorithm() {
        return "ChaCha20";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /// A copy, which the cipher wipes.
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
        return "PackageKey[redacted]";
    }
}
