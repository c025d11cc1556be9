package io.quenyan.kms.file;

import java.nio.file.Path;

/// Provider `local`: AES-256 keys in `local-kms.json`, sealed by the master key in `local-master.key`
/// beside it.
///
/// For development, for single machines, and for the day on which no other provider is there. Whoever can
/// read both files has the keys.
public final class LocalKms {

    /// Its name.
    public static final String PROVIDER = "local";

    private LocalKms() {}

    /// The keys in that folder, of which nothing needs to be there yet.
    public static KeyRingKms in(Path folder, RingSettings settings) {
        return at(folder.resolve("local-kms.json"), settings);
    }

    /// The keys in that file.
    public static KeyRingKms at(Path file, RingSettings settings) {
        return new KeyRingKms(
                PROVIDER,
                file.toAbsolutePath(),
                new MasterKey(file.toAbsolutePath().resolveSibling("local-master.key")),
                settings);
    }
}
