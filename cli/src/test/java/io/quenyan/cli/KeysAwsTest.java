package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.kms.aws.AwsClients;
import io.quenyan.local.StandIns;
import io.quenyan.local.process.StartFailedException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/// The runbook's section 4.1, as it is typed, against a stand-in for AWS.
class KeysAwsTest {

    @TempDir
    private Path home;

    @Test
    void rotatesAsTheRunbookSays() {
        Map<String, String> env = Map.of(
                "QUENYAN_HOME", home.toString(),
                "AWS_REGION", "eu-central-1",
                "AWS_ENDPOINT_URL_KMS", standIn().toString(),
                "AWS_ACCESS_KEY_ID", "stand-in",
                "AWS_SECRET_ACCESS_KEY", "stand-in-secret");
        try (KmsClient client = AwsClients.of(env)) {
            String key = client.createKey(_ -> {}).keyMetadata().keyId();
            client.createAlias(it -> it.aliasName("alias/quenyan").targetKeyId(key));
        }

        Cli.Ran rotated = Cli.run(env, "keys", "--provider", "aws", "--key-id", "alias/quenyan", "--rotate", "--json");

        assertThat(rotated.exit()).isZero();
        JsonNode report = rotated.json();
        assertThat(report.get("key_version")).isNotEqualTo(report.get("previous_version"));
        assertThat(report.get("rotation_due").textValue()).isNotBlank();
        assertThat(report.get("audit_trail")).hasSize(1);
        assertThat(report.get("remaining_on_demand_rotations").intValue()).isEqualTo(24);
        assertThat(report.get("material_arn").textValue()).startsWith("arn:aws:kms:");
        assertThat(rotated.out() + rotated.err()).doesNotContain("stand-in-secret");
    }

    private static URI standIn() {
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
