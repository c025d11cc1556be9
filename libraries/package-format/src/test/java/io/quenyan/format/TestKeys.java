package io.quenyan.format;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Keys by passphrase, derived once in a test run.
final class TestKeys {

    private static final Map<String, DerivedKeys> KEYS = new ConcurrentHashMap<>();

    private TestKeys() {}

    static DerivedKeys of(String passphrase) {
        return KEYS.computeIfAbsent(
                passphrase, text -> new DerivedKeys(Passphrase.of(text.toCharArray()), KdfLimits.DEFAULT));
    }

    static PackageReader reader(String passphrase) {
        return new PackageReader(of(passphrase));
    }

    static DerivedKey pbkdf2(String passphrase, byte[] salt) {
        return of(passphrase).get(new Pbkdf2(Salt.of(salt)));
    }

    static DerivedKey argon2id(String passphrase, byte[] salt) {
        return of(passphrase).get(new Argon2id(Salt.of(salt), Argon2Cost.DEFAULT));
    }

    /// A key for tests that are not about derivation: nothing is derived.
    static DerivedKey ready(Encryption encryption) {
        byte[] bytes = new byte[DerivedKey.LENGTH];
        java.util.Arrays.fill(bytes, (byte) 7);
        Salt salt = Salt.ofHex("000102030405060708090a0b0c0d0e0f");
        return DerivedKey.of(
                switch (encryption) {
                    case V1 -> new Pbkdf2(salt);
                    case V2 -> new Argon2id(salt, Argon2Cost.DEFAULT);
                },
                bytes);
    }
}
