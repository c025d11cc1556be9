package io.quenyan.kms.hsm;

import java.nio.file.Path;

/// Which security module it is.
///
/// @param library the module's PKCS #11 library
/// @param slotListIndex which of its slots with a token, from 0
/// @param pin where the user's PIN is
public record HsmSettings(Path library, int slotListIndex, PinReference pin) {

    public HsmSettings {
        if (slotListIndex < 0) {
            throw new IllegalArgumentException("Slots are counted from 0, got " + slotListIndex);
        }
        if (library.toString().contains("\"")) {
            throw new IllegalArgumentException("The path of a PKCS #11 library holds no quotation mark");
        }
    }

    /// What SunPKCS11 needs to know. Keys it makes can be used and never be read.
    String sunPkcs11() {
        return """
                --name = quenyan-%d
                library = "%s"
                slotListIndex = %d
                attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
                  CKA_TOKEN = false
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                  CKA_ENCRYPT = true
                  CKA_DECRYPT = true
                }
                """.formatted(slotListIndex, library.toAbsolutePath(), slotListIndex);
    }
}
