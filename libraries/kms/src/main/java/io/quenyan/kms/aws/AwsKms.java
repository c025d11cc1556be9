package io.quenyan.kms.aws;

import io.quenyan.kms.Answer;
import io.quenyan.kms.Answer.Given;
import io.quenyan.kms.Answer.Reason;
import io.quenyan.kms.Answer.Refused;
import io.quenyan.kms.DataKey;
import io.quenyan.kms.EncryptionContext;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeyVersion;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import io.quenyan.kms.Kms;
import io.quenyan.kms.NewDataKey;
import io.quenyan.kms.Pacing;
import io.quenyan.kms.Rotation;
import io.quenyan.kms.RotationOrder;
import io.quenyan.kms.RotationOutcome;
import io.quenyan.kms.WrappedKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/// Keys of AWS KMS. Every answer is checked to be of the key that was asked for.
///
/// A version is the id of the key material where AWS gives one, else the time of the last rotation.
public final class AwsKms implements Kms {

    /// Its name.
    public static final String PROVIDER = "aws";

    /// How often AWS rotates a key on demand, as far as is known; the console shows it, no call does.
    public static final int ON_DEMAND_LIMIT = 25;

    private static final Duration BUDGET = Duration.ofSeconds(30);
    private static final int STABLE_TRIES = 3;
    private static final Pattern MATERIAL_ID = Pattern.compile("[0-9a-f]{64}");

    private final KmsClient client;
    private final Pacing pacing;
    private final Calls calls;
    private final AwsKeys keys;

    /// Keys that `client` reaches.
    public AwsKms(KmsClient client) {
        this(client, Pacing.real(), RandomGenerator.getDefault(), ON_DEMAND_LIMIT);
    }

    /// @param random of the delays between tries
    public AwsKms(KmsClient client, Pacing pacing, RandomGenerator random, int onDemandLimit) {
        this.client = client;
        this.pacing = pacing;
        this.calls = new Calls(random);
        this.keys = new AwsKeys(client, calls, onDemandLimit);
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public Answer<KeyDescription> describe(KeyId key) {
        Budget budget = budget();
        return keys.find(key, budget).then(found -> keys.describe(found, budget));
    }

    @Override
    public Answer<List<Rotation>> listRotations(KeyId key) {
        Budget budget = budget();
        return keys.find(key, budget).then(found -> keys.rotations(found, budget));
    }

    @Override
    public Answer<RotationOutcome> rotate(KeyId key, RotationOrder order) {
        Budget budget = budget();
        return keys.find(key, budget)
                .then(AwsKey::usable)
                .then(found -> new AwsRotation(client, calls, keys, found, budget).carryOut(order));
    }

    @Override
    public Answer<NewDataKey> generateDataKey(KeyId key, EncryptionContext context) {
        Budget budget = budget();
        for (int attempt = 1; attempt <= STABLE_TRIES; attempt++) {
            Answer<Optional<NewDataKey>> made =
                    keys.find(key, budget).then(AwsKey::usable).then(found -> generate(found, context, budget));
            switch (made) {
                case Refused<Optional<NewDataKey>>(Reason reason, String detail) -> {
                    return new Refused<>(reason, detail);
                }
                case Given<Optional<NewDataKey>>(Optional<NewDataKey> dataKey)
                when dataKey.isPresent() -> {
                    return new Given<>(dataKey.get());
                }
                case Given<Optional<NewDataKey>> _ -> {
                    // It was rotated meanwhile, and nobody can say which version wrapped this.
                }
            }
        }
        throw new KeysUnavailableException(
                Trouble.BAD_ANSWER,
                "Key '%s' is rotated faster than data keys are made; try again later".formatted(key));
    }

    @Override
    public Answer<DataKey> unwrap(KeyId key, WrappedKey wrapped, EncryptionContext context) {
        if (!wrapped.provider().equals(PROVIDER)) {
            return new Refused<>(
                    Reason.KEY_NOT_ALLOWED,
                    "A key of '%s' wrapped this, not of '%s'".formatted(wrapped.provider(), PROVIDER));
        }
        Budget budget = budget();
        return keys.find(key, budget).then(AwsKey::usable).then(found -> decrypt(found, wrapped, context, budget));
    }

    @Override
    public Answer<KeyDescription> disable(KeyId key) {
        Budget budget = budget();
        return keys.find(key, budget)
                .then(found -> calls.repeat(
                        new Calls.Question("DisableKey", key, budget),
                        // By id: it works in the key's own account only, and moto takes nothing else here.
                        within -> client.disableKey(
                                ask -> ask.keyId(found.keyId()).overrideConfiguration(within))))
                .then(_ -> keys.find(key, budget))
                .then(found -> keys.describe(found, budget));
    }

    /// Lets AWS rotate the key by itself.
    ///
    /// @param days between rotations: 90 to 2,560
    public Answer<KeyDescription> enableAutomaticRotation(KeyId key, int days) {
        Budget budget = budget();
        return keys.find(key, budget)
                .then(AwsKey::usable)
                .then(found -> calls.repeat(
                                new Calls.Question("EnableKeyRotation", key, budget),
                                within -> client.enableKeyRotation(ask -> ask.keyId(found.arn())
                                        .rotationPeriodInDays(days)
                                        .overrideConfiguration(within)))
                        .then(_ -> keys.describe(found, budget)));
    }

    /// A data key; none if the key was rotated meanwhile and AWS did not say which material wrapped it.
    private Answer<Optional<NewDataKey>> generate(AwsKey key, EncryptionContext context, Budget budget) {
        return keys.version(key, budget)
                .then(before -> generated(key, context, budget)
                        .then(answer -> wrappedBy(key, before, answer, budget).map(version -> {
                            DataKey plain =
                                    DataKey.takingOver(answer.plaintext().asByteArrayUnsafe());
                            if (version.isEmpty()) {
                                plain.close();
                            }
                            return version.map(it -> new NewDataKey(
                                    plain,
                                    new WrappedKey(
                                            PROVIDER,
                                            key.asked(),
                                            it,
                                            answer.ciphertextBlob().asByteArray())));
                        })));
    }

    private Answer<Optional<KeyVersion>> wrappedBy(
            AwsKey key, KeyVersion before, GenerateDataKeyResponse answer, Budget budget) {
        if (answer.keyMaterialId() != null) {
            return new Given<>(Optional.of(new KeyVersion(answer.keyMaterialId())));
        }
        return keys.version(key, budget).map(after -> Optional.of(after).filter(before::equals));
    }

    private Answer<GenerateDataKeyResponse> generated(AwsKey key, EncryptionContext context, Budget budget) {
        return calls.repeat(new Calls.Question("GenerateDataKey", key.asked(), budget), within -> {
            GenerateDataKeyResponse answer = client.generateDataKey(ask -> ask.keyId(key.arn())
                    .keySpec(DataKeySpec.AES_256)
                    .encryptionContext(context.values())
                    .overrideConfiguration(within));
            requireKey(key, answer.keyId());
            requireDataKey(answer.plaintext());
            requireBlob(answer.ciphertextBlob());
            return answer;
        });
    }

    private Answer<DataKey> decrypt(AwsKey key, WrappedKey wrapped, EncryptionContext context, Budget budget) {
        return calls.repeat(new Calls.Question("Decrypt", key.asked(), budget), within -> {
                    DecryptResponse answer = client.decrypt(ask -> ask.keyId(key.arn())
                            .ciphertextBlob(SdkBytes.fromByteArray(wrapped.bytes()))
                            .encryptionContext(context.values())
                            .overrideConfiguration(within));
                    requireDataKey(answer.plaintext());
                    return answer;
                })
                .then(answer -> checked(key, wrapped, answer));
    }

    /// A service that opens with another key than it was told is one that we do not believe.
    private static Answer<DataKey> checked(AwsKey key, WrappedKey wrapped, DecryptResponse answer) {
        DataKey plain = DataKey.takingOver(answer.plaintext().asByteArrayUnsafe());
        if (answer.keyId() == null || !key.isNamed(answer.keyId())) {
            plain.close();
            return new Refused<>(
                    Reason.KEY_NOT_ALLOWED,
                    "'%s' opened this, not '%s' (%s)".formatted(answer.keyId(), key.asked(), key.arn()));
        }
        String claimed = wrapped.version().text();
        if (answer.keyMaterialId() != null
                && MATERIAL_ID.matcher(claimed).matches()
                && !claimed.equals(answer.keyMaterialId())) {
            plain.close();
            return new Refused<>(
                    Reason.NOT_UNWRAPPED,
                    "Version %s of key '%s' opened this, not %s as it claims"
                            .formatted(answer.keyMaterialId(), key.asked(), claimed));
        }
        return new Given<>(plain);
    }

    private static void requireKey(AwsKey key, String answered) {
        if (answered == null || !key.isNamed(answered)) {
            throw new BadAnswerException("the answer is about " + answered);
        }
    }

    private static void requireDataKey(SdkBytes plaintext) {
        if (plaintext == null || plaintext.asByteArrayUnsafe().length != DataKey.LENGTH) {
            throw new BadAnswerException("the answer holds no data key of %d bytes".formatted(DataKey.LENGTH));
        }
    }

    private static void requireBlob(SdkBytes blob) {
        if (blob == null
                || blob.asByteArrayUnsafe().length == 0
                || blob.asByteArrayUnsafe().length > WrappedKey.LONGEST) {
            throw new BadAnswerException(
                    "the answer holds no wrapped key of 1 to %,d bytes".formatted(WrappedKey.LONGEST));
        }
    }

    private Budget budget() {
        return Budget.of(pacing, BUDGET);
    }
}
