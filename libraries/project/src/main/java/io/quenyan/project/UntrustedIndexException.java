package io.quenyan.project;

/// The secret does not vouch for an index. Nothing was written.
public final class UntrustedIndexException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final IndexTrust trust;

    UntrustedIndexException(IndexTrust trust) {
        super(
                trust == IndexTrust.WRONG_SECRET
                        ? "Neither the index nor a package opens with this passphrase"
                        : "The index was altered: packages open with this passphrase and its code is wrong");
        this.trust = trust;
    }

    /// [IndexTrust#WRONG_SECRET] or [IndexTrust#ALTERED].
    public IndexTrust trust() {
        return trust;
    }

    static void unlessVerified(IndexTrust trust) {
        if (trust != IndexTrust.VERIFIED) {
            throw new UntrustedIndexException(trust);
        }
    }
}
