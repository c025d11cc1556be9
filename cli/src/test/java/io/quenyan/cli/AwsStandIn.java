package io.quenyan.cli;

import io.quenyan.local.StandIns;
import io.quenyan.local.process.StartFailedException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// The stand-in for AWS, as the command line finds it.
final class AwsStandIn {

    static final String SECRET = "stand-in-secret";

    private AwsStandIn() {}

    static Map<String, String> env(Path home) {
        return env(home, endpoint());
    }

    static Map<String, String> env(Path home, URI endpoint) {
        return Map.of(
                "QUENYAN_HOME",
                home.toString(),
                "AWS_REGION",
                "eu-central-1",
                "AWS_ENDPOINT_URL_KMS",
                endpoint.toString(),
                "AWS_ACCESS_KEY_ID",
                "stand-in",
                "AWS_SECRET_ACCESS_KEY",
                SECRET);
    }

    /// A new key that is called `alias`, whatever was called so before.
    static void newKey(KmsClient client, String alias) {
        String key = client.createKey(_ -> {}).keyMetadata().keyId();
        try {
            client.deleteAlias(it -> it.aliasName(alias));
        } catch (NotFoundException none) {
            // It was nobody's yet.
        }
        client.createAlias(it -> it.aliasName(alias).targetKeyId(key));
    }

    private static URI endpoint() {
        try {
            return StandIns.awsKms();
        } catch (StartFailedException e) {
            if (StandIns.areRequired()) {
                throw e;
            }
            System.err.println("***** NOT TESTED: moto cannot be had here: " + e.getMessage());
            return Assumptions.abort("moto cannot be had here");
        }
    }
}
