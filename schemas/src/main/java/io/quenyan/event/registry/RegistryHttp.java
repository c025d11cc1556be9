package io.quenyan.event.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Questions to the registry: JSON in, JSON out; 404 is an empty answer.
final class RegistryHttp {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final HttpClient client;

    RegistryHttp(URI base) {
        if (base.getUserInfo() != null || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
            throw new IllegalArgumentException("The registry's URL must be http or https, without user information");
        }
        this.base = base;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    Optional<JsonNode> get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    Optional<JsonNode> post(String path, Map<String, String> body) {
        return send("POST", path, json(body));
    }

    Optional<JsonNode> put(String path, Map<String, String> body) {
        return send("PUT", path, json(body));
    }

    private static BodyPublisher json(Map<String, String> body) {
        return BodyPublishers.ofString(JSON.valueToTree(body).toString());
    }

    private Optional<JsonNode> send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json")
                .method(method, body)
                .build();
        try {
            return answer(method + " " + path, client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new RegistryUnavailableException("The registry at %s does not answer".formatted(base), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("Interrupted while asking the registry", e);
        }
    }

    private Optional<JsonNode> answer(String asked, HttpResponse<String> response) throws JsonProcessingException {
        int status = response.statusCode();
        if (status == NOT_FOUND) {
            return Optional.empty();
        }
        if (status == CONFLICT || status == UNPROCESSABLE) {
            throw new SchemaRefusedException("%s: %s".formatted(asked, message(response.body())));
        }
        if (status / 100 != 2) {
            throw new RegistryUnavailableException("The registry answered %d to %s".formatted(status, asked), null);
        }
        return Optional.of(JSON.readTree(response.body()));
    }

    private static String message(String body) throws JsonProcessingException {
        String message = JSON.readTree(body).path("message").asText("no reason given");
        return message.substring(0, Math.min(message.length(), 500));
    }
}
