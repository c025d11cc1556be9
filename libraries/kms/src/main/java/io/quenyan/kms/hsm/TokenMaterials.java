package io.quenyan.kms.hsm;

import io.quenyan.kms.GcmEnvelope;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import io.quenyan.kms.file.KeyMaterials;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/// Keys that never leave a security module: one AES-256 key per version, labelled
/// `quenyan/KEY/VERSION/RANDOM`. The random part keeps a version that a ring forgot from being taken for a
/// new one.
final class TokenMaterials implements KeyMaterials {

    private static final int KEY_BITS = 256;

    private final HsmSettings settings;
    private final Map<String, String> environment;
    private final SecureRandom random = new SecureRandom();
    private @Nullable Session session;

    TokenMaterials(HsmSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
    }

    /// A module that was logged in to.
    private record Session(Provider provider, KeyStore keys, GcmEnvelope envelope) {}

    /// Something that is done with the module.
    private interface Work<T> {
        T with(Session session) throws GeneralSecurityException, IOException;
    }

    @Override
    public void prepareFirst() {
        // The token was initialised by whoever holds its security officer's PIN.
    }

    @Override
    public String create(Version version) {
        byte[] suffix = new byte[8];
        random.nextBytes(suffix);
        String label = "quenyan/%s/%s/%s"
                .formatted(version.keyId(), version.version(), HexFormat.of().formatHex(suffix));
        return inSession(open -> {
            KeyGenerator generator = KeyGenerator.getInstance("AES", open.provider());
            generator.init(KEY_BITS);
            open.keys().setEntry(label, new KeyStore.SecretKeyEntry(generator.generateKey()), null);
            requireUnextractable(key(open, label), label);
            return label;
        });
    }

    @Override
    public byte[] seal(Version version, String kept, byte[] binding, byte[] plaintext) {
        return inSession(open -> open.envelope().seal(key(open, kept), binding, plaintext));
    }

    @Override
    public Optional<byte[]> open(Version version, String kept, byte[] binding, byte[] sealed) {
        return inSession(open -> open.envelope().open(key(open, kept), binding, sealed));
    }

    private static void requireUnextractable(SecretKey key, String label) {
        if (key.getEncoded() != null) {
            throw new KeysUnavailableException(
                    Trouble.BAD_ANSWER, "The module made a key that can be read, '%s'; delete it".formatted(label));
        }
    }

    private SecretKey key(Session open, String label) throws GeneralSecurityException, IOException {
        Key key = open.keys().getKey(label, null);
        if (key == null) {
            // Made by another process since.
            load(open.keys());
            key = open.keys().getKey(label, null);
        }
        if (key instanceof SecretKey secret) {
            return secret;
        }
        throw new KeysUnavailableException(
                Trouble.STORE_INVALID, "The token has no key '%s'. Restore the token from its backup".formatted(label));
    }

    private <T> T inSession(Work<T> work) {
        try {
            return work.with(session());
        } catch (GeneralSecurityException | ProviderException | IOException e) {
            forget();
            throw unavailable(e);
        }
    }

    private synchronized Session session() throws GeneralSecurityException, IOException {
        if (session == null) {
            Provider provider = Security.getProvider("SunPKCS11").configure(settings.sunPkcs11());
            KeyStore keys = KeyStore.getInstance("PKCS11", provider);
            load(keys);
            session = new Session(provider, keys, GcmEnvelope.in(provider));
        }
        return session;
    }

    private void load(KeyStore keys) throws GeneralSecurityException, IOException {
        char[] pin = settings.pin().read(environment);
        try {
            keys.load(null, pin);
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    /// The next question logs in again.
    private synchronized void forget() {
        session = null;
    }

    private KeysUnavailableException unavailable(Exception e) {
        boolean pin = e.getCause() instanceof LoginException || e.getCause() instanceof UnrecoverableKeyException;
        return new KeysUnavailableException(
                pin ? Trouble.CREDENTIALS : Trouble.UNREACHABLE,
                "The security module %s, slot %d, %s: %s"
                        .formatted(
                                settings.library(),
                                settings.slotListIndex(),
                                pin ? "does not take the PIN" : "gives no answer",
                                e),
                e);
    }
}
