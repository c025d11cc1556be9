package io.quenyan.kms.aws;

import io.quenyan.kms.Answer;
import io.quenyan.kms.Answer.Given;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeyVersion;
import io.quenyan.kms.Rotation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.RotationType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/// What AWS says about keys, without changing or using them.
final class AwsKeys {

    private static final int MOST_PAGES = 100;

    private final KmsClient client;
    private final Calls calls;
    private final int onDemandLimit;

    AwsKeys(KmsClient client, Calls calls, int onDemandLimit) {
        this.client = client;
        this.calls = calls;
        this.onDemandLimit = onDemandLimit;
    }

    /// Alias, id or ARN to the key.
    Answer<AwsKey> find(KeyId key, Budget budget) {
        return calls.repeat(
                new Calls.Question("DescribeKey", key, budget),
                within -> AwsKey.of(
                        key,
                        client.describeKey(ask -> ask.keyId(key.text()).overrideConfiguration(within))
                                .keyMetadata()));
    }

    Answer<GetKeyRotationStatusResponse> status(AwsKey key, Budget budget) {
        return calls.repeat(
                new Calls.Question("GetKeyRotationStatus", key.asked(), budget),
                within ->
                        client.getKeyRotationStatus(ask -> ask.keyId(key.arn()).overrideConfiguration(within)));
    }

    /// Completed rotations, oldest first.
    Answer<List<Rotation>> rotations(AwsKey key, Budget budget) {
        return page(key, Optional.empty(), budget).then(first -> {
            List<RotationsListEntry> entries = new ArrayList<>(first.rotations());
            ListKeyRotationsResponse page = first;
            for (int pages = 1; Boolean.TRUE.equals(page.truncated()) && pages < MOST_PAGES; pages++) {
                switch (page(key, Optional.ofNullable(page.nextMarker()), budget)) {
                    case Given<ListKeyRotationsResponse>(ListKeyRotationsResponse next) -> page = next;
                    case Answer.Refused<ListKeyRotationsResponse> refused -> {
                        return new Answer.Refused<>(refused.reason(), refused.detail());
                    }
                }
                entries.addAll(page.rotations());
            }
            return new Given<>(entries.stream()
                    .filter(entry -> entry.rotationDate() != null)
                    .map(AwsKeys::rotation)
                    .sorted(Comparator.comparing(Rotation::rotatedAt))
                    .toList());
        });
    }

    /// The version that wraps now: the id of the material, else the time of the last rotation, else of the
    /// creation.
    Answer<KeyVersion> version(AwsKey key, Budget budget) {
        return key.material().isPresent()
                ? new Given<>(key.material().get())
                : rotations(key, budget).map(rotations -> version(key, rotations));
    }

    Answer<KeyDescription> describe(AwsKey key, Budget budget) {
        return status(key, budget)
                .then(status -> rotations(key, budget).map(rotations -> {
                    long onDemand = rotations.stream()
                            .filter(it -> it.kind() == Rotation.Kind.ON_DEMAND)
                            .count();
                    return new KeyDescription(
                            AwsKms.PROVIDER,
                            key.asked(),
                            version(key, rotations),
                            Optional.of(
                                    rotations.isEmpty()
                                            ? key.createdAt()
                                            : rotations.getLast().rotatedAt()),
                            key.state(),
                            Optional.ofNullable(status.nextRotationDate()),
                            key.alias(),
                            Optional.of(key.arn()),
                            OptionalInt.of(Math.max(0, onDemandLimit - (int) onDemand)),
                            List.of());
                }));
    }

    private static KeyVersion version(AwsKey key, List<Rotation> rotations) {
        return key.material()
                .orElseGet(() -> rotations.isEmpty()
                        ? dated(key.createdAt())
                        : rotations.getLast().version());
    }

    private Answer<ListKeyRotationsResponse> page(AwsKey key, Optional<String> marker, Budget budget) {
        return calls.repeat(
                new Calls.Question("ListKeyRotations", key.asked(), budget),
                within -> client.listKeyRotations(
                        ask -> ask.keyId(key.arn()).marker(marker.orElse(null)).overrideConfiguration(within)));
    }

    private static Rotation rotation(RotationsListEntry entry) {
        return new Rotation(
                entry.keyMaterialId() == null ? dated(entry.rotationDate()) : new KeyVersion(entry.keyMaterialId()),
                entry.rotationDate(),
                entry.rotationType() == RotationType.AUTOMATIC ? Rotation.Kind.AUTOMATIC : Rotation.Kind.ON_DEMAND,
                Optional.empty());
    }

    private static KeyVersion dated(Instant time) {
        return new KeyVersion(time.truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
