package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.KdfLimits;
import io.quenyan.format.Passphrase;
import io.quenyan.kms.Kms;
import io.quenyan.project.PassphraseSecret;
import io.quenyan.project.Protection;
import io.quenyan.project.grants.Grants;
import io.quenyan.project.kms.DataKeySecret;
import io.quenyan.project.kms.DataKeys;
import io.quenyan.project.kms.NamedKey;
import io.quenyan.project.kms.NamedKeys;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The secrets of requests: keys of configured passphrases, derived once and wiped when the service stops; data keys
/// of key services, unwrapped for one step of a batch and wiped at its end.
public final class ProjectKeys implements AutoCloseable {

    /// Where passphrases come from.
    @FunctionalInterface
    public interface Passphrases {
        /// The passphrase of that name, if one is configured. The caller closes it.
        Optional<Passphrase> named(String reference);
    }

    private final Passphrases passphrases;
    private final Function<String, Kms> providers;
    private final Grants grants;
    private final Clock clock;
    private final Map<String, DerivedKeys> keys = new ConcurrentHashMap<>();

    /// @param providers key management systems by name
    public ProjectKeys(Passphrases passphrases, Function<String, Kms> providers, Grants grants, Clock clock) {
        this.passphrases = passphrases;
        this.providers = providers;
        this.grants = grants;
        this.clock = clock;
    }

    /// The secret of a request, for one step of its batch.
    ///
    /// @throws RefusedException if no such passphrase is configured
    Protection of(EncodeRequest request) {
        return request.keyReference() == null
                ? new Protection(new PassphraseSecret(of(Objects.requireNonNull(request.passphraseRef()))), () -> {})
                : underKey(request);
    }

    private Protection underKey(EncodeRequest request) {
        NamedKey key =
                new NamedKey(Objects.requireNonNull(request.keyProvider()), Objects.requireNonNull(request.keyId()));
        DataKeys dataKeys = new DataKeys(
                request.projectId(), NamedKeys.of(allowed(key, request.projectId()), providers), KdfLimits.DEFAULT);
        return new Protection(new DataKeySecret(dataKeys, key, clock), dataKeys::close);
    }

    /// The key of the request, and those that the project is granted: its output may still hold packages under them.
    private List<NamedKey> allowed(NamedKey key, String projectId) {
        List<NamedKey> allowed = new ArrayList<>(List.of(key));
        grants.keys(projectId).forEach(reference -> {
            int slash = reference.indexOf('/');
            if (slash > 0) {
                allowed.add(new NamedKey(reference.substring(0, slash), reference.substring(slash + 1)));
            }
        });
        return allowed;
    }

    /// All keys of a passphrase.
    private DerivedKeys of(String reference) {
        return keys.computeIfAbsent(reference, this::open);
    }

    private DerivedKeys open(String reference) {
        Passphrase passphrase = passphrases
                .named(reference)
                .orElseThrow(() -> new RefusedException(
                        Reason.PASSPHRASE_REF_UNKNOWN,
                        "Nothing is configured as quenyan.passphrases.\"%s\"".formatted(reference)));
        return new DerivedKeys(passphrase, KdfLimits.DEFAULT);
    }

    @Override
    public void close() {
        keys.values().forEach(DerivedKeys::close);
    }
}
