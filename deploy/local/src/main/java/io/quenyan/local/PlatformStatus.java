package io.quenyan.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.local.kafka.KafkaBroker;
import io.quenyan.local.moto.MotoServer;
import io.quenyan.local.registry.RegistryServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// How the platform is.
///
/// @param folder where its data, logs and pid files are
/// @param components all that it consists of, in the order in which they depend on each other
public record PlatformStatus(Path folder, List<ComponentStatus> components) {

    public PlatformStatus {
        components = List.copyOf(components);
    }

    /// Whether every component answers.
    public boolean isUp() {
        return components.stream().allMatch(component -> component.state() == ComponentStatus.State.UP);
    }

    /// Whether no component runs.
    public boolean isDown() {
        return components.stream().allMatch(component -> component.pid() == null);
    }

    /// Kafka's address, when it runs: `127.0.0.1:PORT`.
    public Optional<String> bootstrapServers() {
        return port(KafkaBroker.NAME).map("127.0.0.1:%d"::formatted);
    }

    /// Root of the registry's Confluent-compatible API, when it runs.
    public Optional<URI> registryUrl() {
        return port(RegistryServer.NAME).map(RegistryServer::confluentApi);
    }

    /// Where the stand-in for AWS KMS is, when it runs: the value of `AWS_ENDPOINT_URL_KMS`.
    public Optional<URI> awsKmsUrl() {
        return port(MotoServer.NAME).map(MotoServer::endpoint);
    }

    /// As `quenyan status --json` prints it.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("folder", folder.toString());
        json.put("up", isUp());
        bootstrapServers().ifPresent(servers -> json.put("bootstrap_servers", servers));
        registryUrl().ifPresent(url -> json.put("registry_url", url.toString()));
        awsKmsUrl().ifPresent(url -> json.put("aws_endpoint_url_kms", url.toString()));
        ArrayNode array = json.putArray("components");
        components.forEach(component -> add(array.addObject(), component));
        return json;
    }

    private static void add(ObjectNode json, ComponentStatus component) {
        json.put("name", component.name());
        json.put("state", component.state().word());
        json.put("pid", component.pid());
        ObjectNode ports = json.putObject("ports");
        new TreeMap<>(component.ports()).forEach((purpose, port) -> ports.put(purpose.replace('-', '_'), port));
        json.put("version", component.version());
        json.put("log", component.log().toString());
    }

    private Optional<Integer> port(String name) {
        return components.stream()
                .filter(component -> component.name().equals(name) && component.pid() != null)
                .flatMap(component -> Optional.ofNullable(component.ports().get("port")).stream())
                .findFirst();
    }
}
