package io.quenyan.format;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What a passphrase and a salt yield: in version 1 the key of all packages under that salt, in version 2 the Argon2id
/// output from which every package's own key is expanded. Wiped on close.
///
/// Derivations are slow and take memory on purpose; there are never more at once than processors.
public final class DerivedKey implements AutoCloseable {

    static final int LENGTH = 32;

    private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};
    private static final byte[] ENVELOPE = "qyn1-envelope:v2".getBytes(StandardCharsets.US_ASCII);
    private static final Semaphore AT_ONCE = new Semaphore(Runtime.getRuntime().availableProcessors());

    private final KeyDerivation derivation;
    private final byte[] bytes;
    private volatile boolean closed;

    private DerivedKey(KeyDerivation derivation, byte[] bytes) {
        this.derivation = derivation;
        this.bytes = bytes;
    }

    /// Derives. Takes some 50 ms for version 1, some 300 ms and the cost's memory for version 2.
    public static DerivedKey derive(Passphrase passphrase, KeyDerivation derivation) {
        byte[] utf8 = passphrase.exposeUtf8();
        AT_ONCE.acquireUninterruptibly();
        try {
            return new DerivedKey(
                    derivation,
                    switch (derivation) {
                        case Pbkdf2 pbkdf2 -> pbkdf2(utf8, pbkdf2);
                        case Argon2id argon2id -> argon2id(utf8, argon2id);
                    });
        } finally {
            AT_ONCE.release();
            Arrays.fill(utf8, (byte) 0);
        }
    }

    /// A key that was derived elsewhere; takes `bytes` over.
    static DerivedKey of(KeyDerivation derivation, byte[] bytes) {
        return new DerivedKey(derivation, bytes);
    }

    /// What it was derived from.
    public KeyDerivation derivation() {
        return derivation;
    }

    /// The key of one package.
    ///
    /// @param hkdfSalt of the package; not used in version 1
    RawKey packageKey(byte[] hkdfSalt) {
        return new RawKey(
                "ChaCha20",
                switch (derivation) {
                    case Pbkdf2 _ -> exposeBytes().clone();
                    case Argon2id _ -> Hkdf.derive(exposeBytes(), hkdfSalt, ENVELOPE);
                });
    }

    /// A key for message authentication codes: HKDF-SHA256 of this key (RFC 5869) with `info`, without a salt.
    public MacKey macKey(byte[] info) {
        return new MacKey(Hkdf.derive(exposeBytes(), new byte[0], info));
    }

    /// The only way to the raw bytes, which are not copied.
    byte[] exposeBytes() {
        if (closed) {
            throw new IllegalStateException("The key was wiped");
        }
        return bytes;
    }

    /// RFC 8018, one block. The JDK's own takes characters; these are bytes, and they are taken as they are.
    private static byte[] pbkdf2(byte[] utf8, Pbkdf2 pbkdf2) {
        try (RawKey key = new RawKey(MacKey.ALGORITHM, utf8.clone())) {
            Mac mac = Mac.getInstance(MacKey.ALGORITHM);
            mac.init(key);
            mac.update(pbkdf2.salt().bytes());
            byte[] u = mac.doFinal(FIRST_BLOCK);
            byte[] block = u.clone();
            for (int i = 1; i < Pbkdf2.ITERATIONS; i++) {
                mac.update(u);
                mac.doFinal(u, 0);
                for (int k = 0; k < LENGTH; k++) {
                    block[k] ^= u[k];
                }
            }
            Arrays.fill(u, (byte) 0);
            return block;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK must provide HmacSHA256", e);
        }
    }

    private static byte[] argon2id(byte[] utf8, Argon2id argon2id) {
        Argon2Cost cost = argon2id.cost();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(argon2id.salt().bytes())
                .withIterations(cost.timeCost())
                .withMemoryAsKB(cost.memoryKib())
                .withParallelism(cost.parallelism())
                .build());
        byte[] output = new byte[LENGTH];
        generator.generateBytes(utf8, output);
        return output;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "DerivedKey[redacted, %s]".formatted(derivation);
    }
}
