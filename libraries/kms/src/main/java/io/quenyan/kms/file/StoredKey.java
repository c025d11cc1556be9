package io.quenyan.kms.file;

import io.quenyan.kms.AuditEntry;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeyState;
import io.quenyan.kms.KeyVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A key of a ring: what the originals keep of a key, and its versions.
///
/// @param state as it is written, which may be a word of somebody else's
/// @param versions oldest first; empty in a store that an original wrote, which has no material at all
record StoredKey(
        String keyId,
        String provider,
        KeyVersion version,
        Instant rotationDue,
        String state,
        Optional<String> alias,
        Optional<String> materialArn,
        List<AuditEntry> auditTrail,
        List<StoredVersion> versions) {

    StoredKey {
        auditTrail = List.copyOf(auditTrail);
        versions = List.copyOf(versions);
    }

    boolean isCalled(KeyId key) {
        return keyId.equals(key.text())
                || alias.filter(key.text()::equals).isPresent()
                || materialArn.filter(key.text()::equals).isPresent();
    }

    Optional<StoredVersion> version(KeyVersion wanted) {
        return versions.stream().filter(it -> it.version().equals(wanted)).findFirst();
    }

    Optional<StoredVersion> madeFor(String requestId) {
        return versions.stream()
                .filter(it -> it.requestId().filter(requestId::equals).isPresent())
                .findFirst();
    }

    StoredKey rotated(StoredVersion next, Instant due, AuditEntry entry) {
        return new StoredKey(
                keyId,
                provider,
                next.version(),
                due,
                state,
                alias,
                materialArn,
                append(auditTrail, entry),
                append(versions, next));
    }

    StoredKey disabled(AuditEntry entry) {
        return new StoredKey(
                keyId,
                provider,
                version,
                rotationDue,
                KeyState.DISABLED.text(),
                alias,
                materialArn,
                append(auditTrail, entry),
                versions);
    }

    KeyDescription describe() {
        return new KeyDescription(
                provider,
                new KeyId(keyId),
                version,
                version(version).map(StoredVersion::createdAt),
                KeyState.of(state),
                Optional.of(rotationDue),
                alias,
                materialArn,
                OptionalInt.empty(),
                auditTrail);
    }

    private static <T> List<T> append(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }
}
