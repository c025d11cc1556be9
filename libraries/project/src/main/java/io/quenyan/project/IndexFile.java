package io.quenyan.project;

import io.quenyan.format.DerivedKey;
import io.quenyan.format.ErrorCode;
import io.quenyan.format.KeySource;
import io.quenyan.format.PackageException;
import io.quenyan.format.PackageReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;

/// An `index.json` as it was found: of the right form, and not to be believed before [#check].
public final class IndexFile {

    /// Longest index that is read, in bytes.
    public static final int MOST_BYTES = 512 * 1024 * 1024;

    private static final byte[] HEAD = "{\"index\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MIDDLE = ",\"mac\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int MAC_DIGITS = 64;

    /// So many packages are tried before a secret is called wrong.
    private static final int MOST_TRIES = 16;

    private final byte[] bytes;
    private final int valueEnd;
    private final byte[] code;
    private final ProjectIndex claimed;

    private IndexFile(byte[] bytes, int valueEnd, byte[] code, ProjectIndex claimed) {
        this.bytes = bytes;
        this.valueEnd = valueEnd;
        this.code = code;
        this.claimed = claimed;
    }

    /// Reads an index. Takes `bytes` over.
    ///
    /// @throws IndexException if it has not the form of one, or names what no index names: paths that are
    ///     absolute or lead upwards, entries out of order or twice
    /// @throws PackageException `KDF_LIMIT` if deriving its key would cost more than the format allows
    public static IndexFile parse(byte[] bytes) {
        int valueEnd = bytes.length - MIDDLE.length - MAC_DIGITS - TAIL.length;
        boolean framed = bytes.length <= MOST_BYTES
                && valueEnd > HEAD.length
                && holds(bytes, 0, HEAD)
                && holds(bytes, valueEnd, MIDDLE)
                && holds(bytes, bytes.length - TAIL.length, TAIL);
        if (!framed) {
            throw new IndexException("This is no index: it is not {\"index\":…,\"mac\":\"…\"} in canonical JSON");
        }
        String code = new String(bytes, valueEnd + MIDDLE.length, MAC_DIGITS, StandardCharsets.ISO_8859_1);
        if (!Sha256.isHex(code)) {
            throw new IndexException("The index's code is not 64 lower-case hex digits");
        }
        return new IndexFile(
                bytes,
                valueEnd,
                HexFormat.of().parseHex(code),
                IndexReader.read(bytes, HEAD.length, valueEnd - HEAD.length));
    }

    /// What it says. Nobody vouches for it yet.
    public ProjectIndex claimed() {
        return claimed;
    }

    /// SHA-256 of the file.
    public String sha256() {
        return Sha256.hex(bytes);
    }

    /// Whether `key` vouches for every byte of the index.
    public boolean vouchedBy(DerivedKey key) {
        Mac mac = IndexMac.start(key, claimed.project());
        mac.update(bytes, HEAD.length, valueEnd - HEAD.length);
        return MessageDigest.isEqual(mac.doFinal(), code);
    }

    /// Whether a key of `keys` vouches for it: the one that the index names.
    ///
    /// @throws PackageException `KEY_NOT_ALLOWED` if nobody allowed that one
    public boolean vouchedBy(KeySource keys) {
        try {
            return vouchedBy(keys.get(claimed.derivation(), claimed.keyManagement()));
        } catch (PackageException e) {
            if (e.code() == ErrorCode.AUTH_FAILED) {
                return false;
            }
            throw e;
        }
    }

    /// Holds the index against a secret. When its code is wrong, a package tells whether the secret or the index is.
    ///
    /// @throws PackageException `KEY_NOT_ALLOWED` if it names a key that nobody allowed
    public IndexTrust check(KeySource keys, PackageStore packages) {
        if (vouchedBy(keys)) {
            return IndexTrust.VERIFIED;
        }
        var reader = new PackageReader(keys);
        boolean opens = claimed.entries().stream()
                .map(entry -> packages.read(entry.packageName(), entry.size()))
                .flatMap(Optional::stream)
                .limit(MOST_TRIES)
                .anyMatch(content -> opens(reader, content));
        return opens ? IndexTrust.ALTERED : IndexTrust.WRONG_SECRET;
    }

    private static boolean opens(PackageReader reader, byte[] content) {
        try {
            reader.read(content);
            return true;
        } catch (PackageException e) {
            return false;
        }
    }

    private static boolean holds(byte[] bytes, int at, byte[] part) {
        return Arrays.equals(bytes, at, at + part.length, part, 0, part.length);
    }
}
