package io.quenyan.cli;

import io.quenyan.kms.aws.AwsClients;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;

class AwsRotationTest extends RotationContractTest {

    @Override
    String provider() {
        return "aws";
    }

    @Override
    List<String> secrets() {
        return List.of(AwsStandIn.SECRET);
    }

    @Override
    Map<String, String> withKey(Path home, String key) {
        Map<String, String> env = AwsStandIn.env(home);
        try (KmsClient client = AwsClients.of(env)) {
            AwsStandIn.newKey(client, key);
        }
        return env;
    }
}
