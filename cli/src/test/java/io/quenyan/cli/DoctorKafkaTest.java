package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.local.kafka.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/// The lines about the cluster, against the real one, and one that is not there.
class DoctorKafkaTest {

    private static final String TOPIC = "quenyan.dlq.batch-encode-requested";

    private static JsonNode line(Cli.Ran ran, String subject) {
        return ran.json()
                .path("checks")
                .valueStream()
                .filter(check -> check.path("subject").asText().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsTheCatalogueOnTheBroker() {
        JsonNode broker = line(Cli.run(Answering.ENVIRONMENT, "doctor", "--json", "--for", "remote"), "broker");

        assertThat(broker.path("status").asText()).as("%s", broker).isEqualTo("ok");
    }

    @Test
    void findsTheSchemasInTheRegistry() {
        JsonNode registry = line(Cli.run(Answering.ENVIRONMENT, "doctor", "--json", "--for", "remote"), "registry");

        assertThat(registry.path("status").asText()).as("%s", registry).isEqualTo("ok");
    }

    @Test
    void aClusterThatDoesNotAnswerFailsBeforeARequest() {
        Map<String, String> nowhere =
                Map.of("QUENYAN_BOOTSTRAP_SERVERS", "127.0.0.1:1", "QUENYAN_REGISTRY_URL", "http://127.0.0.1:1/");

        Cli.Ran ran = Cli.run(nowhere, "doctor", "--json", "--for", "remote");

        assertThat(line(ran, "broker").path("status").asText()).isEqualTo("fail");
        assertThat(line(ran, "registry").path("status").asText()).isEqualTo("fail");
        assertThat(ran.exit()).isEqualTo(1);
    }

    @Test
    void aTopicThatIsMissingFails() throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(TOPIC)).all().get();

            JsonNode broker = line(Cli.run(Answering.ENVIRONMENT, "doctor", "--json", "--for", "remote"), "broker");

            assertThat(broker.path("status").asText()).as("%s", broker).isEqualTo("fail");
            assertThat(broker.path("found").asText()).contains(TOPIC);
        } finally {
            new Topics(Answering.CLUSTER.bootstrapServers()).ensure();
        }
    }

    @Test
    void aTopicWithOtherSettingsIsAWarning() throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        AlterConfigOp shorter = new AlterConfigOp(new ConfigEntry("retention.ms", "1000000"), AlterConfigOp.OpType.SET);
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(shorter))).all().get();

            JsonNode broker = line(Cli.run(Answering.ENVIRONMENT, "doctor", "--json", "--for", "remote"), "broker");

            assertThat(broker.path("status").asText()).as("%s", broker).isEqualTo("warn");
            assertThat(broker.path("found").asText()).contains(TOPIC, "retention.ms");
        } finally {
            new Topics(Answering.CLUSTER.bootstrapServers()).ensure();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", Answering.CLUSTER.bootstrapServers()));
    }
}
