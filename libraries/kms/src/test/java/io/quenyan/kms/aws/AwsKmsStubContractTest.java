package io.quenyan.kms.aws;

import io.quenyan.kms.KeyId;
import io.quenyan.kms.Kms;
import io.quenyan.kms.KmsContractTest;
import io.quenyan.kms.TestPacing;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.kms.KmsClient;

class AwsKmsStubContractTest extends KmsContractTest {

    private static KmsStub stub;
    private static KmsClient client;

    @BeforeAll
    static void begin() {
        stub = new KmsStub();
        client = TestClients.of(stub.endpoint());
    }

    @AfterAll
    static void end() {
        client.close();
        stub.close();
    }

    @Override
    protected Kms kms() {
        return TestClients.kms(client, new TestPacing());
    }

    @Override
    protected KeyId newKey() {
        KeyId alias = new KeyId("alias/" + UUID.randomUUID());
        stub.newKey(alias.text());
        return alias;
    }

    @Override
    protected Kms unreachable() {
        return TestClients.unreachable();
    }

    @Override
    protected KeyId unknownKey() {
        return new KeyId("alias/relase");
    }
}
