package io.quenyan.format;

/// How much one derivation may cost a reader.
///
/// @param memoryKib most memory, in KiB
public record KdfLimits(int memoryKib) {

    /// 64 MiB, what packages are written with.
    public static final KdfLimits DEFAULT = new KdfLimits(65_536);

    public KdfLimits {
        if (memoryKib < DEFAULT_KIB || memoryKib > Argon2Cost.MOST_MEMORY_KIB) {
            throw new IllegalArgumentException("Argon2 memory can be limited to %d to %d KiB, got %d"
                    .formatted(DEFAULT_KIB, Argon2Cost.MOST_MEMORY_KIB, memoryKib));
        }
    }

    private static final int DEFAULT_KIB = 65_536;

    /// Allows more memory, up to 262,144 KiB.
    public static KdfLimits allowingMemory(int kib) {
        return new KdfLimits(kib);
    }

    /// @throws PackageException `KDF_LIMIT` if `derivation` costs more; nothing was derived
    void check(KeyDerivation derivation) {
        if (derivation instanceof Argon2id(Salt _, Argon2Cost cost) && cost.memoryKib() > memoryKib) {
            throw new PackageException(
                    ErrorCode.KDF_LIMIT,
                    "Argon2id with memory_cost %d is over the limit of %d KiB".formatted(cost.memoryKib(), memoryKib));
        }
    }
}
