package io.quenyan.local;

import io.quenyan.local.process.PrivateFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/// Passwords of the platform's database roles: drawn once, kept in a file that only its owner can read.
final class Passwords {

    private static final int BYTES = 24;

    private final Path file;

    Passwords(Path file) {
        this.file = file;
    }

    /// Returns the password of that role, which is drawn when it is asked for first.
    synchronized String of(String role) {
        Map<String, String> known = PrivateFile.readProperties(file);
        String password = known.get(role);
        if (password == null) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            known.put(role, password);
            PrivateFile.writeProperties(file, known);
        }
        return password;
    }
}
