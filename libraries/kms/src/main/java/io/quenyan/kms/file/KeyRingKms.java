package io.quenyan.kms.file;

import io.quenyan.kms.Answer;
import io.quenyan.kms.Answer.Given;
import io.quenyan.kms.Answer.Reason;
import io.quenyan.kms.Answer.Refused;
import io.quenyan.kms.AuditEntry;
import io.quenyan.kms.DataKey;
import io.quenyan.kms.EncryptionContext;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeyState;
import io.quenyan.kms.KeyVersion;
import io.quenyan.kms.Kms;
import io.quenyan.kms.NewDataKey;
import io.quenyan.kms.Rotation;
import io.quenyan.kms.RotationOrder;
import io.quenyan.kms.RotationOutcome;
import io.quenyan.kms.RotationOutcome.Rotated;
import io.quenyan.kms.WrappedKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keys of a ring: the file says which versions there are, [KeyMaterials] has what is secret about them.
///
/// Rotations of one ring, of this process or another, follow each other; each makes one version. A rotation
/// that is ordered twice for the same request is done once.
public final class KeyRingKms implements Kms {

    private static final KeyVersion FIRST = new KeyVersion("1");

    private final String provider;
    private final KeyRingFile file;
    private final KeyMaterials materials;
    private final RingSettings settings;
    private final SecureRandom random = new SecureRandom();

    /// The ring of `provider` in that file.
    public KeyRingKms(String provider, Path file, KeyMaterials materials, RingSettings settings) {
        this.provider = provider;
        this.file = new KeyRingFile(file, provider, settings.pacing());
        this.materials = materials;
        this.settings = settings;
    }

    @Override
    public String provider() {
        return provider;
    }

    /// Where the ring is.
    public Path file() {
        return file.path();
    }

    /// All keys of the ring, by name.
    public List<KeyDescription> keys() {
        return file.read().all().stream().map(StoredKey::describe).toList();
    }

    /// Makes a key with a first version. Refused where the ring has one of that name.
    ///
    /// @param alias another name for it
    public Answer<KeyDescription> create(KeyId key, Optional<KeyId> alias) {
        return file.update(ring -> {
            Optional<StoredKey> there = ring.find(key).or(() -> alias.flatMap(ring::find));
            if (there.isPresent()) {
                return new Refused<>(
                        Reason.PROVIDER_REFUSED,
                        "%s has a key '%s' already; rotate it, or take another name".formatted(file.path(), key));
            }
            prepareFirst(ring);
            StoredKey made = made(key, alias);
            ring.put(made);
            return new Given<>(made.describe());
        });
    }

    @Override
    public Answer<KeyDescription> describe(KeyId key) {
        return find(file.read(), key).map(StoredKey::describe);
    }

    @Override
    public Answer<RotationOutcome> rotate(KeyId key, RotationOrder order) {
        return file.update(ring -> find(ring, key).then(stored -> {
            Optional<StoredVersion> done = order.requestId().flatMap(stored::madeFor);
            return done.isPresent() ? new Given<>(outcome(stored, done.get())) : rotate(ring, stored, order);
        }));
    }

    @Override
    public Answer<NewDataKey> generateDataKey(KeyId key, EncryptionContext context) {
        return usable(key)
                .then(stored -> material(stored, stored.version()).map(version -> {
                    byte[] bytes = new byte[DataKey.LENGTH];
                    random.nextBytes(bytes);
                    byte[] sealed = materials.seal(
                            name(stored, version), version.material(), binding(stored, version, context), bytes);
                    return new NewDataKey(
                            DataKey.takingOver(bytes), new WrappedKey(provider, key, version.version(), sealed));
                }));
    }

    @Override
    public Answer<DataKey> unwrap(KeyId key, WrappedKey wrapped, EncryptionContext context) {
        if (!wrapped.provider().equals(provider)) {
            return new Refused<>(
                    Reason.KEY_NOT_ALLOWED,
                    "A key of '%s' wrapped this, not of '%s'".formatted(wrapped.provider(), provider));
        }
        return usable(key)
                .then(stored ->
                        material(stored, wrapped.version()).then(version -> open(stored, version, wrapped, context)));
    }

    @Override
    public Answer<List<Rotation>> listRotations(KeyId key) {
        return find(file.read(), key)
                .map(stored -> stored.versions().stream()
                        .flatMap(StoredVersion::rotation)
                        .toList());
    }

    @Override
    public Answer<KeyDescription> disable(KeyId key) {
        return file.update(ring -> find(ring, key).map(stored -> {
            if (KeyState.of(stored.state()) == KeyState.DISABLED) {
                return stored.describe();
            }
            StoredKey disabled = stored.disabled(entry("disable", settings.now(), stored.version()));
            ring.put(disabled);
            return disabled.describe();
        }));
    }

    private void prepareFirst(KeyRing ring) {
        if (ring.all().stream().allMatch(it -> it.versions().isEmpty())) {
            materials.prepareFirst();
        }
    }

    private StoredKey made(KeyId key, Optional<KeyId> alias) {
        Instant now = settings.now();
        StoredVersion first =
                new StoredVersion(FIRST, now, create(key.text(), FIRST), Optional.empty(), Optional.empty());
        return new StoredKey(
                key.text(),
                provider,
                FIRST,
                now.plus(settings.rotationPeriod()),
                KeyState.ENABLED.text(),
                alias.map(KeyId::text),
                Optional.empty(),
                List.of(entry("create", now, FIRST)),
                List.of(first));
    }

    private Answer<RotationOutcome> rotate(KeyRing ring, StoredKey stored, RotationOrder order) {
        if (order.expected().filter(it -> !it.equals(stored.version())).isPresent()) {
            return new Refused<>(
                    Reason.VERSION_CHANGED,
                    "Key '%s' is on version %s, not on %s; nothing was rotated"
                            .formatted(
                                    stored.keyId(),
                                    stored.version(),
                                    order.expected().get()));
        }
        return stored.describe()
                .usable()
                .then(_ -> stored.version()
                        .next()
                        .<Answer<RotationOutcome>>map(next -> {
                            prepareFirst(ring);
                            StoredKey rotated = rotated(stored, next, order);
                            ring.put(rotated);
                            return new Given<>(
                                    outcome(rotated, rotated.versions().getLast()));
                        })
                        .orElseGet(() -> new Refused<>(
                                Reason.VERSION_EXHAUSTED,
                                "No version can follow %s of key '%s'; make a new key and re-encode"
                                        .formatted(stored.version(), stored.keyId()))));
    }

    private StoredKey rotated(StoredKey stored, KeyVersion next, RotationOrder order) {
        Instant now = settings.now();
        StoredVersion made = new StoredVersion(
                next, now, create(stored.keyId(), next), Optional.of(stored.version()), order.requestId());
        return stored.rotated(made, now.plus(settings.rotationPeriod()), entry("rotate", now, next));
    }

    private static RotationOutcome outcome(StoredKey stored, StoredVersion version) {
        return new Rotated(version.previous().orElseThrow(), version.version(), version.createdAt(), stored.describe());
    }

    private String create(String keyId, KeyVersion version) {
        return materials.create(new KeyMaterials.Version(keyId, version));
    }

    private AuditEntry entry(String action, Instant now, KeyVersion version) {
        return AuditEntry.of(
                action, now, settings.actor(), Map.of("provider", provider, "key_version", version.text()));
    }

    private Answer<StoredKey> usable(KeyId key) {
        return find(file.read(), key).then(stored -> stored.describe().usable().map(_ -> stored));
    }

    private Answer<StoredKey> find(KeyRing ring, KeyId key) {
        return ring.find(key)
                .<Answer<StoredKey>>map(Given::new)
                .orElseGet(() -> new Refused<>(
                        Reason.KEY_UNKNOWN,
                        "key '%s' not found in %s vault %s. Make it: quenyan keys create --provider %s --key-id '%s'"
                                .formatted(key, provider, file.path(), provider, key)));
    }

    private Answer<StoredVersion> material(StoredKey stored, KeyVersion version) {
        return stored.version(version)
                .<Answer<StoredVersion>>map(Given::new)
                .orElseGet(() -> new Refused<>(
                        version.equals(stored.version()) ? Reason.KEY_UNUSABLE : Reason.KEY_VERSION_UNKNOWN,
                        "%s has no material of version %s of key '%s'. Restore the store from a backup that has it"
                                .formatted(file.path(), version, stored.keyId())));
    }

    private Answer<DataKey> open(
            StoredKey stored, StoredVersion version, WrappedKey wrapped, EncryptionContext context) {
        return materials
                .open(name(stored, version), version.material(), binding(stored, version, context), wrapped.bytes())
                .filter(bytes -> bytes.length == DataKey.LENGTH)
                .<Answer<DataKey>>map(bytes -> new Given<>(DataKey.takingOver(bytes)))
                .orElseGet(() -> new Refused<>(
                        Reason.NOT_UNWRAPPED,
                        "Key '%s' did not wrap this with this context, or it was altered".formatted(stored.keyId())));
    }

    private byte[] binding(StoredKey stored, StoredVersion version, EncryptionContext context) {
        return WrappedKey.binding(provider, new KeyId(stored.keyId()), version.version(), context);
    }

    private static KeyMaterials.Version name(StoredKey stored, StoredVersion version) {
        return new KeyMaterials.Version(stored.keyId(), version.version());
    }
}
