package io.quenyan.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a project says about itself in `.quenyan/project.json`: the defaults of every command. No secrets.
///
/// @param projectId 1 to 128 characters
/// @param stateFile where the state of incremental runs is kept, relative to the project's root
/// @param output folder of packages and index, relative to the project's root or absolute; null if none is usual
/// @param passphraseRef name of the passphrase, for people and services; null where none or a key protects it
/// @param key the key that protects it instead
/// @param expectedInterval how often the project is encoded at least; null if nobody waits for it
/// @param expectedGraph digest of the package graph that was accepted; null if none was
public record ProjectFile(
        String projectId,
        String stateFile,
        @Nullable String output,
        @Nullable String passphraseRef,
        @Nullable Key key,
        @Nullable Duration expectedInterval,
        @Nullable String expectedGraph) {

    /// Where the state is kept unless a project says otherwise.
    public static final String STATE_FILE = ".quenyan-state.json";

    private static final String FORMAT = "quenyan-project/1";
    private static final int LONGEST = 128;
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A key of a key service.
    public record Key(String provider, String keyId) {}

    public ProjectFile {
        if (projectId.isBlank() || projectId.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "project_id: 1 to %d characters, got %d".formatted(LONGEST, projectId.length()));
        }
        if (passphraseRef != null && key != null) {
            throw new IllegalArgumentException("passphrase_ref and key: one of them, not both");
        }
        if (expectedInterval != null && !expectedInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "expected_interval must be positive, got %s".formatted(expectedInterval));
        }
    }

    /// Reads the file's bytes. Members of later versions are passed over.
    ///
    /// @throws ProjectFileException if they hold no project file of this format
    public static ProjectFile parse(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            if (!FORMAT.equals(json.path("format").textValue())) {
                throw new ProjectFileException("its format is not '%s'".formatted(FORMAT));
            }
            String stateFile = text(json, "state_file");
            String interval = text(json, "expected_interval");
            return new ProjectFile(
                    json.path("project_id").asText(),
                    stateFile == null ? STATE_FILE : stateFile,
                    text(json, "output"),
                    text(json, "passphrase_ref"),
                    key(json.path("key")),
                    interval == null ? null : Duration.parse(interval),
                    text(json, "expected_graph"));
        } catch (JsonProcessingException e) {
            throw new ProjectFileException("it is not JSON");
        } catch (DateTimeException e) {
            throw new ProjectFileException("expected_interval is no ISO 8601 duration such as PT24H");
        } catch (IllegalArgumentException e) {
            throw new ProjectFileException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("Memory must be readable", e);
        }
    }

    private static @Nullable String text(JsonNode json, String member) {
        JsonNode value = json.path(member);
        if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
            throw new ProjectFileException("%s is no text".formatted(member));
        }
        return value.textValue();
    }

    private static @Nullable Key key(JsonNode key) {
        String provider = text(key, "provider");
        String keyId = text(key, "key_id");
        if (provider == null && keyId == null) {
            return null;
        }
        if (provider == null || keyId == null) {
            throw new ProjectFileException("key needs provider and key_id");
        }
        return new Key(provider, keyId);
    }

    /// The file's bytes, for people to read and to compare.
    public byte[] toBytes() {
        return (toNode().toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// The file's content.
    public ObjectNode toNode() {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("project_id", projectId);
        json.put("state_file", stateFile);
        json.put("output", output);
        if (key == null) {
            json.put("passphrase_ref", passphraseRef);
        } else {
            json.putObject("key").put("provider", key.provider()).put("key_id", key.keyId());
        }
        json.put("expected_interval", expectedInterval == null ? null : expectedInterval.toString());
        json.put("expected_graph", expectedGraph);
        return json;
    }
}
