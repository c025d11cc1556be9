package io.quenyan.kms.aws;

import io.quenyan.kms.KeyId;
import io.quenyan.kms.Kms;
import io.quenyan.kms.KmsContractTest;
import io.quenyan.kms.StandInRequired;
import io.quenyan.kms.TestPacing;
import io.quenyan.local.StandIns;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.kms.KmsClient;

class AwsKmsMotoContractTest extends KmsContractTest {

    private static @Nullable KmsClient client;

    @BeforeAll
    static void begin() {
        client = TestClients.of(StandInRequired.orSkipped("moto", StandIns::awsKms));
    }

    @AfterAll
    static void end() {
        if (client != null) {
            client.close();
        }
    }

    @Override
    protected Kms kms() {
        return TestClients.kms(client(), new TestPacing());
    }

    @Override
    protected KeyId newKey() {
        String alias = "alias/" + UUID.randomUUID();
        String key = client().createKey(_ -> {}).keyMetadata().keyId();
        client().createAlias(it -> it.aliasName(alias).targetKeyId(key));
        return new KeyId(alias);
    }

    @Override
    protected Kms unreachable() {
        return TestClients.unreachable();
    }

    @Override
    protected KeyId unknownKey() {
        return new KeyId("alias/relase");
    }

    private static KmsClient client() {
        if (client == null) {
            throw new IllegalStateException("moto was not started");
        }
        return client;
    }
}
