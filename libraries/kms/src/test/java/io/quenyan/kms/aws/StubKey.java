package io.quenyan.kms.aws;

import io.quenyan.kms.GcmEnvelope;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A key as AWS has it: materials, of which the last one wraps, and a rotation that may take its time.
final class StubKey {

    private static final SecureRandom RANDOM = new SecureRandom();

    /// One key material.
    record Material(String id, Instant since, SecretKey key) {}

    final String id = UUID.randomUUID().toString();
    final String arn = "arn:aws:kms:eu-central-1:111122223333:key/" + id;
    final Instant createdAt = Instant.parse("2026-01-01T00:00:00Z");
    final List<Material> materials = new ArrayList<>();
    String state = "Enabled";
    Optional<Instant> nextRotation = Optional.empty();
    int onDemandRotations;

    /// How often somebody looks before a rotation is done.
    int looksUntilRotated;

    /// Looks that are left of a rotation in progress; negative if none is.
    int inProgress = -1;

    StubKey() {
        addMaterial();
    }

    void rotate() {
        onDemandRotations++;
        inProgress = looksUntilRotated;
        look();
    }

    /// Somebody looks: a rotation in progress goes on.
    void look() {
        if (inProgress >= 0 && inProgress-- == 0) {
            addMaterial();
        }
    }

    Material current() {
        return materials.getLast();
    }

    byte[] wrap(String context, byte[] plaintext) throws GeneralSecurityException {
        return GcmEnvelope.inMemory().seal(current().key(), bytes(context), plaintext);
    }

    Optional<Material> opening(String context, byte[] blob) throws GeneralSecurityException {
        for (Material material : materials) {
            if (open(material, context, blob).isPresent()) {
                return Optional.of(material);
            }
        }
        return Optional.empty();
    }

    static Optional<byte[]> open(Material material, String context, byte[] blob) throws GeneralSecurityException {
        return GcmEnvelope.inMemory().open(material.key(), bytes(context), blob);
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private void addMaterial() {
        materials.add(new Material(
                HexFormat.of().formatHex(random(32)),
                createdAt.plusSeconds(materials.size() * 60L),
                new SecretKeySpec(random(32), "AES")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
