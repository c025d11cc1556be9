package io.quenyan.format;

/// What one derivation costs, within the limits of the format.
///
/// @param timeCost passes, 1 to 10
/// @param memoryKib memory in KiB, 8 times the parallelism to 262,144; a reader takes over 65,536 only when told to
/// @param parallelism lanes, 1 to 16
public record Argon2Cost(int timeCost, int memoryKib, int parallelism) {

    /// What is written: 4 passes over 64 MiB in 4 lanes.
    public static final Argon2Cost DEFAULT = new Argon2Cost(4, 65_536, 4);

    /// The least that is accepted, for secrets that are random keys already.
    public static final Argon2Cost SMALLEST = new Argon2Cost(1, 8, 1);

    /// Most memory that any reader takes, in KiB.
    public static final int MOST_MEMORY_KIB = 262_144;

    private static final int MOST_TIME = 10;
    private static final int MOST_PARALLELISM = 16;

    /// @throws PackageException `KDF_LIMIT` outside the limits
    public Argon2Cost {
        boolean within = timeCost >= 1
                && timeCost <= MOST_TIME
                && parallelism >= 1
                && parallelism <= MOST_PARALLELISM
                && memoryKib >= 8 * parallelism
                && memoryKib <= MOST_MEMORY_KIB;
        if (!within) {
            throw new PackageException(
                    ErrorCode.KDF_LIMIT,
                    "Argon2id with time_cost %d, memory_cost %d, parallelism %d is outside the limits"
                            .formatted(timeCost, memoryKib, parallelism));
        }
    }
}
