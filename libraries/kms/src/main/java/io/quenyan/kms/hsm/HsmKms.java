package io.quenyan.kms.hsm;

import io.quenyan.kms.file.KeyRingKms;
import io.quenyan.kms.file.RingSettings;
import java.nio.file.Path;
import java.util.Map;

/// Provider `hsm`: AES-256 keys that never leave a security module. Data keys are made here and wrapped
/// there.
///
/// What a token cannot remember, such as which version is current, states, due dates and the audit trail,
/// is in `hsm-kms.json`. It holds no secret; without it nobody knows which keys of the token belong
/// together, so it is to be backed up with the token.
public final class HsmKms {

    /// Its name.
    public static final String PROVIDER = "hsm";

    private HsmKms() {}

    /// The keys of that module whose ring is in that folder.
    ///
    /// @param environment where the PIN may be
    public static KeyRingKms in(
            Path folder, HsmSettings module, Map<String, String> environment, RingSettings settings) {
        return at(folder.resolve("hsm-kms.json"), module, environment, settings);
    }

    /// The keys of that module whose ring is that file.
    public static KeyRingKms at(Path file, HsmSettings module, Map<String, String> environment, RingSettings settings) {
        return new KeyRingKms(PROVIDER, file.toAbsolutePath(), new TokenMaterials(module, environment), settings);
    }
}
