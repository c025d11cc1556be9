package io.quenyan.kms;

import java.util.List;

/// A key management system.
///
/// What can never work as it is asked is answered as [Answer.Refused]. Trouble that may pass, such as a
/// system that does not answer, is thrown as [KeysUnavailableException] within some 30 s; then nothing is
/// known and nothing may be encrypted. Calls block. They may come from any number of threads.
public interface Kms {

    /// Its name in events, descriptors and options: `local`, `aws` or `hsm`.
    String provider();

    /// The key as it is now.
    Answer<KeyDescription> describe(KeyId key);

    /// Gives the key a new version, unless the order names an expected version and the key has another one.
    ///
    /// A system that takes longer than some 30 s to show the new version answers [RotationOutcome.Pending].
    /// Asked again while it still works, it goes on waiting and does not rotate twice.
    Answer<RotationOutcome> rotate(KeyId key, RotationOrder order);

    /// A new data key, in the clear and wrapped under the key's current version. The same `context` is
    /// needed to unwrap it; the context is no secret and ends up in audit logs.
    Answer<NewDataKey> generateDataKey(KeyId key, EncryptionContext context);

    /// The data key in `wrapped`, provided that `key` wrapped it with this `context`. The caller names the
    /// key; what the wrapped key says about its key is checked and never followed.
    Answer<DataKey> unwrap(KeyId key, WrappedKey wrapped, EncryptionContext context);

    /// The key's completed rotations, oldest first.
    Answer<List<Rotation>> listRotations(KeyId key);

    /// Stops the key from wrapping, unwrapping and rotating until somebody enables it again by the system's
    /// own means.
    Answer<KeyDescription> disable(KeyId key);
}
