package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.kms.aws.AwsClients;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/// The runbook's section 4.1, as it is typed, against a stand-in for AWS.
class KeysAwsTest {

    @TempDir
    private Path home;

    @Test
    void rotatesAsTheRunbookSays() {
        Map<String, String> env = AwsStandIn.env(home);
        try (KmsClient client = AwsClients.of(env)) {
            AwsStandIn.newKey(client, "alias/quenyan");
        }

        Cli.Ran rotated = Cli.run(env, "keys", "--provider", "aws", "--key-id", "alias/quenyan", "--rotate", "--json");

        assertThat(rotated.exit()).isZero();
        JsonNode report = rotated.json();
        assertThat(report.get("key_version")).isNotEqualTo(report.get("previous_version"));
        assertThat(report.get("rotation_due").textValue()).isNotBlank();
        assertThat(report.get("audit_trail")).hasSize(1);
        assertThat(report.get("remaining_on_demand_rotations").intValue()).isEqualTo(24);
        assertThat(report.get("material_arn").textValue()).startsWith("arn:aws:kms:");
        assertThat(rotated.out() + rotated.err()).doesNotContain(AwsStandIn.SECRET);
    }
}
