package io.quenyan.project.kms;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.format.DerivedKey;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.ErrorCode;
import io.quenyan.format.KdfLimits;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.KeySource;
import io.quenyan.format.PackageException;
import io.quenyan.format.Passphrase;
import io.quenyan.kms.Answer;
import io.quenyan.kms.Answer.Given;
import io.quenyan.kms.Answer.Reason;
import io.quenyan.kms.Answer.Refused;
import io.quenyan.kms.DataKey;
import io.quenyan.kms.EncryptionContext;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeyVersion;
import io.quenyan.kms.Kms;
import io.quenyan.kms.NewDataKey;
import io.quenyan.kms.WrappedKey;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.KeyRefusedException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The data keys of one project, unwrapped as its packages ask for them, each once. Everything is wiped on close. Safe
/// for use by several threads; who asks while another unwraps waits.
///
/// A package names its key, and is not obeyed: only keys that somebody else named are asked, before any other is, and
/// the context is the project that we expect, whatever the package says.
public final class DataKeys implements KeySource, AutoCloseable {

    private final NamedKeys allowed;
    private final EncryptionContext context;
    private final KdfLimits limits;
    private final Map<String, DerivedKeys> unwrapped = new HashMap<>();
    private boolean closed;

    /// @param project whose packages are meant
    public DataKeys(String project, NamedKeys allowed, KdfLimits limits) {
        this.allowed = allowed;
        this.context = EncryptionContext.ofProject(project);
        this.limits = limits;
    }

    /// @throws PackageException `AUTH_FAILED` if `block` has no wrapped key, or it is not what this project's key
    ///     wrapped; `KEY_NOT_ALLOWED` if it means no key that was named, and nobody was asked
    /// @throws KeyRefusedException if the key may not be used
    /// @throws io.quenyan.kms.KeysUnavailableException if nobody answers
    @Override
    public DerivedKey get(KeyDerivation derivation, @Nullable JsonNode block) {
        KeyManagement management = KeyManagement.ofBlock(block)
                .filter(said -> said.wrappedKey() != null)
                .orElseThrow(() -> new PackageException(
                        ErrorCode.AUTH_FAILED, "A passphrase protects this, not a key of a key service; name it"));
        return of(management).get(derivation);
    }

    /// The keys of the data key that `block` has wrapped.
    DerivedKeys of(KeyManagement block) {
        NamedKey key = allowed.meantBy(block)
                .orElseThrow(() -> new PackageException(
                        ErrorCode.KEY_NOT_ALLOWED,
                        "This needs key '%s' of %s, which nobody named; if you trust it: --key-provider %s --key-id '%s'"
                                .formatted(block.keyId(), block.provider(), block.provider(), block.keyId())));
        synchronized (unwrapped) {
            mustBeOpen();
            DerivedKeys known = unwrapped.get(name(key, block));
            return known == null ? keep(key, block, unwrap(key, block)) : known;
        }
    }

    /// A new data key under the key's current version, and the block that has it wrapped.
    ///
    /// @param block of the key, without a wrapped key; its version is the one that wrapped
    KeyManagement generate(NamedKey key, KeyManagement block, Instant now) {
        Answer<NewDataKey> made = kms(key).generateDataKey(new KeyId(key.keyId()), context);
        try (NewDataKey dataKey = given(made)) {
            WrappedKey wrapped = dataKey.wrapped();
            KeyManagement named = block.ofVersion(wrapped.version().text()).wrapping(wrapped.base64(), now);
            synchronized (unwrapped) {
                mustBeOpen();
                keep(key, named, dataKey.plain());
            }
            return named;
        }
    }

    Kms kms(NamedKey key) {
        return allowed.providers().apply(key.provider());
    }

    /// Wipes `plain`.
    private DerivedKeys keep(NamedKey key, KeyManagement block, DataKey plain) {
        byte[] text = plain.exposeBase64Url();
        try (plain) {
            DerivedKeys keys = new DerivedKeys(Passphrase.ofUtf8(text), limits);
            unwrapped.put(name(key, block), keys);
            return keys;
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private DataKey unwrap(NamedKey key, KeyManagement block) {
        WrappedKey wrapped;
        try {
            wrapped = new WrappedKey(
                    block.provider(),
                    new KeyId(block.keyId()),
                    new KeyVersion(block.keyVersion()),
                    Base64.getDecoder().decode(block.wrappedKey()));
        } catch (IllegalArgumentException e) {
            throw new PackageException(ErrorCode.AUTH_FAILED, "Its wrapped key is none");
        }
        return given(kms(key).unwrap(new KeyId(key.keyId()), wrapped, context));
    }

    private static String name(NamedKey key, KeyManagement block) {
        return key + " " + block.keyVersion() + " " + block.wrappedKey();
    }

    /// What was asked for; else what a refusal means to whoever reads or writes packages.
    static <T> T given(Answer<T> answer) {
        return switch (answer) {
            case Given<T>(T value) -> value;
            case Refused<T>(Reason reason, String detail) -> throw refused(reason, detail);
        };
    }

    private static RuntimeException refused(Reason reason, String detail) {
        return switch (reason) {
            case NOT_UNWRAPPED -> new PackageException(ErrorCode.AUTH_FAILED, detail);
            case KEY_NOT_ALLOWED -> new PackageException(ErrorCode.KEY_NOT_ALLOWED, detail);
            default -> new KeyRefusedException(reason.name(), detail);
        };
    }

    private void mustBeOpen() {
        if (closed) {
            throw new IllegalStateException("The keys were wiped");
        }
    }

    @Override
    public void close() {
        synchronized (unwrapped) {
            closed = true;
            unwrapped.values().forEach(DerivedKeys::close);
            unwrapped.clear();
        }
    }

    @Override
    public String toString() {
        return "DataKeys[redacted]";
    }
}
