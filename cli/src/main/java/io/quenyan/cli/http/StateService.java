package io.quenyan.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Reads from state-service.
public final class StateService {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final URI root;

    public StateService(URI root) {
        this.root = root;
    }

    /// How it stands with a key; empty if neither a package nor a rotation of it is known.
    ///
    /// @throws UncheckedIOException if the service does not answer, or not so
    public Optional<JsonNode> usage(String provider, String keyId) {
        return get("/v1/keys/usage?key_provider=%s&key_id=%s".formatted(escaped(provider), escaped(keyId)));
    }

    /// The first files that need a version.
    ///
    /// @throws UncheckedIOException if the service does not answer, or not so
    public Optional<JsonNode> files(String provider, String keyId, String version, int most) {
        return get("/v1/keys/files?key_provider=%s&key_id=%s&key_version=%s&limit=%d"
                .formatted(escaped(provider), escaped(keyId), escaped(version), most));
    }

    private Optional<JsonNode> get(String path) {
        URI uri = URI.create(root.toString().replaceFirst("/$", "") + path);
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return switch (answer.statusCode()) {
                case OK -> Optional.of(new ObjectMapper().readTree(answer.body()));
                case NOT_FOUND -> Optional.empty();
                default ->
                    throw new IOException("state-service at %s answered %d".formatted(root, answer.statusCode()));
            };
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(new IOException("state-service at %s did not answer JSON".formatted(root)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while state-service was asked"));
        }
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
