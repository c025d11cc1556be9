package io.quenyan.encoder.quarkus;

import io.quenyan.format.KdfLimits;
import io.quenyan.kms.Answer;
import io.quenyan.kms.DataKey;
import io.quenyan.kms.EncryptionContext;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeyVersion;
import io.quenyan.kms.Kms;
import io.quenyan.kms.RotationOrder;
import io.quenyan.kms.WrappedKey;
import io.quenyan.kms.aws.AwsClients;
import io.quenyan.kms.aws.AwsKms;
import io.quenyan.kms.file.KeyRingKms;
import io.quenyan.kms.file.LocalKms;
import io.quenyan.kms.file.RingSettings;
import io.quenyan.local.ServiceProcess;
import io.quenyan.local.StandIns;
import io.quenyan.local.process.StartFailedException;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.kms.DataKeys;
import io.quenyan.project.kms.NamedKey;
import io.quenyan.project.kms.NamedKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/// The keys of a workshop: a local ring that the encoders share, and AWS' stand-in where it can be had.
final class WorkshopKeys {

    static final String KEY = "alias/canary";
    static final String DISABLED = "disabled";
    static final String COMPROMISED = "compromised";
    static final String AWS = "alias/encoder-canary";
    static final String AWS_SECRET = "aws-canary-5d2c88e1";

    private final Path folder;
    private final KeyRingKms ring;
    private final @Nullable URI moto = moto();
    private final List<byte[]> seen = new ArrayList<>();

    WorkshopKeys(Path folder) {
        this.folder = folder;
        this.ring = LocalKms.in(folder, RingSettings.of("test"));
        for (String key : List.of(KEY, DISABLED, COMPROMISED)) {
            ring.create(new KeyId(key), Optional.empty());
        }
        ring.disable(new KeyId(DISABLED));
        if (moto != null) {
            try (KmsClient client = client(moto)) {
                String key = client.createKey(_ -> {}).keyMetadata().keyId();
                boolean there = client.listAliases().aliases().stream()
                        .anyMatch(alias -> alias.aliasName().equals(AWS));
                if (there) {
                    client.updateAlias(it -> it.aliasName(AWS).targetKeyId(key));
                } else {
                    client.createAlias(it -> it.aliasName(AWS).targetKeyId(key));
                }
            }
        }
    }

    private static @Nullable URI moto() {
        try {
            return StandIns.awsKms();
        } catch (StartFailedException e) {
            if (StandIns.areRequired()) {
                throw e;
            }
            System.err.println("***** NOT TESTED: moto cannot be had here: " + e.getMessage());
            return null;
        }
    }

    private static KmsClient client(URI endpoint) {
        return AwsClients.of(Map.of(
                "AWS_REGION",
                "eu-central-1",
                "AWS_ENDPOINT_URL_KMS",
                endpoint.toString(),
                "AWS_ACCESS_KEY_ID",
                "canary",
                "AWS_SECRET_ACCESS_KEY",
                AWS_SECRET));
    }

    boolean hasAws() {
        return moto != null;
    }

    void configure(ServiceProcess encoder) {
        encoder.withEnvironment("QYN1_KMS_DIR", folder.toString());
        if (moto != null) {
            encoder.with("quarkus.kms.endpoint-override", moto.toString())
                    .with("quarkus.kms.aws.region", "eu-central-1")
                    .with("quarkus.kms.aws.credentials.type", "static")
                    .with("quarkus.kms.aws.credentials.static-provider.access-key-id", "canary")
                    .with("quarkus.kms.aws.credentials.static-provider.secret-access-key", AWS_SECRET);
        }
    }

    void rotate(String key) {
        ring.rotate(new KeyId(key), RotationOrder.unconditional());
    }

    private Kms kms(String provider) {
        return provider.equals(AwsKms.PROVIDER) && moto != null ? new AwsKms(client(moto)) : ring;
    }

    /// What opens packages of `project` under any of the keys.
    DataKeys opening(String project) {
        return new DataKeys(
                project,
                NamedKeys.of(
                        List.of(
                                new NamedKey("local", KEY),
                                new NamedKey("local", COMPROMISED),
                                new NamedKey("aws", AWS)),
                        this::kms),
                KdfLimits.DEFAULT);
    }

    /// Remembers the data key of a block, so that it is looked for where it must not be.
    void remember(KeyManagement block, String project) {
        WrappedKey wrapped = new WrappedKey(
                block.provider(),
                new KeyId(block.keyId()),
                new KeyVersion(block.keyVersion()),
                Base64.getDecoder().decode(block.wrappedKey()));
        if (kms(block.provider()).unwrap(new KeyId(block.keyId()), wrapped, EncryptionContext.ofProject(project))
                instanceof Answer.Given<DataKey>(DataKey key)) {
            try (key) {
                seen.add(key.exposeBytes().clone());
                seen.add(key.exposeBase64Url());
                seen.add(HexFormat.of().formatHex(key.exposeBytes()).getBytes(StandardCharsets.US_ASCII));
                seen.add(Base64.getEncoder().withoutPadding().encode(key.exposeBytes()));
            }
        }
    }

    /// What nobody may see: the secret of AWS and all data keys, in the forms in which they might be seen.
    List<byte[]> secrets() {
        List<byte[]> secrets = new ArrayList<>(seen);
        secrets.add(AWS_SECRET.getBytes(StandardCharsets.US_ASCII));
        return secrets;
    }
}
