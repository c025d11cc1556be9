package io.quenyan.kms.file;

import io.quenyan.kms.KeyVersion;
import java.util.Optional;

/// Where the secret part of a ring's key versions is. The ring itself keeps a text about each, which is no
/// secret.
///
/// Everything here throws [io.quenyan.kms.KeysUnavailableException] when that place cannot be reached.
public interface KeyMaterials {

    /// A version of a key of the ring.
    ///
    /// @param keyId the ring's own name of the key
    record Version(String keyId, KeyVersion version) {}

    /// Told before the first version of a ring is made: no version depends on what is there already, if
    /// anything is.
    void prepareFirst();

    /// Makes the material of a version that the ring does not have yet, and returns what the ring is to
    /// keep of it.
    String create(Version version);

    /// Encrypts `plaintext` under a version, of which the ring kept `kept`, and binds it to `binding`.
    byte[] seal(Version version, String kept, byte[] binding, byte[] plaintext);

    /// The plaintext, or nothing if this version did not seal it with this binding.
    Optional<byte[]> open(Version version, String kept, byte[] binding, byte[] sealed);
}
