package io.quenyan.kms.aws;

import io.quenyan.kms.TestPacing;
import java.net.URI;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/// Clients of stand-ins.
final class TestClients {

    private TestClients() {}

    static KmsClient of(URI endpoint) {
        return AwsClients.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("stand-in", "stand-in")))
                .build();
    }

    static AwsKms kms(KmsClient client, TestPacing pacing) {
        return new AwsKms(client, pacing, RandomGenerator.getDefault(), AwsKms.ON_DEMAND_LIMIT);
    }

    /// Nobody listens there.
    static AwsKms unreachable() {
        return kms(of(URI.create("http://127.0.0.1:1")), new TestPacing());
    }
}
