package io.quenyan.cli.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The user's `config.toml`: clusters by name. No secrets.
///
/// ```toml
/// profile = "production"     # used when nothing else names a cluster
///
/// [profiles.production]
/// bootstrap_servers = "kafka-1:9092,kafka-2:9092"
/// registry_url = "https://registry.example.org/apis/ccompat/v7"
/// ```
///
/// @param profile the default; null if there is none
public record ConfigFile(@Nullable String profile, Map<String, Profile> profiles) {

    private static final TomlMapper TOML = new TomlMapper();
    private static final ConfigFile NONE = new ConfigFile(null, Map.of());

    /// A cluster and its registry.
    public record Profile(String bootstrapServers, URI registryUrl) {}

    public ConfigFile {
        profiles = Map.copyOf(profiles);
    }

    /// Where it is.
    public static Path in(Path home) {
        return home.resolve("config.toml");
    }

    /// Reads the file; one that is not there says nothing.
    ///
    /// @throws BadConfigException if it says what cannot be understood
    public static ConfigFile read(Path home) throws IOException {
        if (!Files.exists(in(home))) {
            return NONE;
        }
        try {
            JsonNode root = TOML.readTree(Files.readString(in(home)));
            Map<String, Profile> profiles = new TreeMap<>();
            root.path("profiles")
                    .properties()
                    .forEach(entry -> profiles.put(entry.getKey(), profile(entry.getKey(), entry.getValue())));
            return new ConfigFile(root.path("profile").textValue(), profiles);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new BadConfigException("line %d is no TOML".formatted(line));
        }
    }

    private static Profile profile(String name, JsonNode table) {
        return new Profile(text(name, table, "bootstrap_servers"), uri(name, text(name, table, "registry_url")));
    }

    private static String text(String profile, JsonNode table, String member) {
        return Optional.ofNullable(table.path(member).textValue())
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new BadConfigException("profile '%s' has no %s".formatted(profile, member)));
    }

    /// The text is not told: it could hold what should not be there.
    private static URI uri(String profile, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new BadConfigException("registry_url of profile '%s' is no URL".formatted(profile));
        }
        throw new BadConfigException("registry_url of profile '%s' holds user information".formatted(profile));
    }
}
