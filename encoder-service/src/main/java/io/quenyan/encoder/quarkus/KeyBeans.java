package io.quenyan.encoder.quarkus;

import io.micrometer.core.instrument.MeterRegistry;
import io.quenyan.encoder.ProjectKeys;
import io.quenyan.encoder.ToldKey;
import io.quenyan.encoder.postgres.AcceptedKeys;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.format.Passphrase;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import io.quenyan.kms.Kms;
import io.quenyan.kms.aws.AwsKms;
import io.quenyan.kms.file.LocalKms;
import io.quenyan.kms.file.RingSettings;
import io.quenyan.kms.file.StoreFolder;
import io.quenyan.kms.hsm.HsmKms;
import io.quenyan.kms.hsm.HsmSettings;
import io.quenyan.kms.hsm.PinReference;
import io.quenyan.outbox.Intake;
import io.quenyan.outbox.postgres.KnownOffsets;
import io.quenyan.outbox.postgres.PostgresIntake;
import io.quenyan.outbox.postgres.Transactions;
import io.quenyan.outbox.prometheus.MeasuredIntake;
import io.quenyan.project.grants.Grants;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/// Where the secrets of requests come from: configured passphrases, and key services, none of which is opened before a
/// request names a key of it.
@Singleton
final class KeyBeans {

    private static final String ACTOR = "encoder-service";

    private final Map<String, String> env = System.getenv();
    private final Map<String, Kms> open = new ConcurrentHashMap<>();

    /// @param client asked for, so that Quarkus configures the builder
    @Produces
    @Singleton
    ProjectKeys keys(
            EncoderConfig config,
            Grants grants,
            Clock clock,
            Instance<KmsClientBuilder> builder,
            Instance<KmsClient> client) {
        RingSettings settings = RingSettings.of(ACTOR).at(clock);
        Function<String, Kms> opener = provider -> switch (provider) {
            case LocalKms.PROVIDER -> LocalKms.in(StoreFolder.of(env), settings);
            case HsmKms.PROVIDER -> HsmKms.in(StoreFolder.of(env), module(config.hsm()), env, settings);
            case AwsKms.PROVIDER -> client.isResolvable() ? aws(builder.get()) : unknown(provider);
            default -> unknown(provider);
        };
        return new ProjectKeys(
                reference -> Optional.ofNullable(config.passphrases().get(reference))
                        .map(text -> Passphrase.of(text.toCharArray())),
                provider -> open.computeIfAbsent(provider, opener),
                grants,
                clock);
    }

    void close(@Disposes ProjectKeys keys) {
        keys.close();
    }

    @Produces
    @Singleton
    Intake<ToldKey.Rotated> rotated(Transactions transactions, KnownOffsets known, MeterRegistry registry) {
        return new MeasuredIntake<>(
                new PostgresIntake<>(transactions, known, new AcceptedKeys<>(ToldKey.Rotated::key)),
                registry,
                TopicCatalogue.load().ofRecord("KeyRotated").name());
    }

    @Produces
    @Singleton
    Intake<ToldKey.Recorded> recorded(Transactions transactions, KnownOffsets known, MeterRegistry registry) {
        return new MeasuredIntake<>(
                new PostgresIntake<>(transactions, known, new AcceptedKeys<>(ToldKey.Recorded::key)),
                registry,
                TopicCatalogue.load().ofRecord("KeyMetadataRecorded").name());
    }

    /// Quarkus' client, but for its retries: those are [AwsKms]' own.
    private static Kms aws(KmsClientBuilder builder) {
        try {
            return new AwsKms(builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                            .retryStrategy(AwsRetryStrategy.doNotRetry())
                            .build())
                    .build());
        } catch (SdkClientException e) {
            throw new KeysUnavailableException(
                    Trouble.CREDENTIALS,
                    "AWS KMS cannot be asked: %s. Set quarkus.kms.aws.region or AWS_REGION".formatted(e.getMessage()),
                    e);
        }
    }

    private static Kms unknown(String provider) {
        throw new IllegalStateException("No provider is called '%s'".formatted(provider));
    }

    private static HsmSettings module(EncoderConfig.Hsm config) {
        if (config.library().isEmpty()) {
            throw new KeysUnavailableException(
                    Trouble.CREDENTIALS, "quenyan.hsm.library is not set; it names the module's PKCS #11 library");
        }
        PinReference pin = config.pin()
                .flatMap(PinReference::parse)
                .orElseThrow(() -> new KeysUnavailableException(
                        Trouble.CREDENTIALS, "quenyan.hsm.pin says where the PIN is: env:NAME or file:PATH"));
        return new HsmSettings(config.library().get(), config.slot(), pin);
    }
}
