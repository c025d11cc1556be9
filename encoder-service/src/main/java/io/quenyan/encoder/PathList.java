package io.quenyan.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.format.CanonicalJson;
import io.quenyan.format.PackageException;
import io.quenyan.project.ProjectPath;
import io.quenyan.project.grants.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The part of a project that a request names: JSON lines `{"path":…,"action":"encode"|"remove"}`.
///
/// @param actions what to do, by path, in the order of the list
record PathList(Map<String, Action> actions) {

    /// Longest list, in bytes.
    static final long MOST_BYTES = 64L * 1024 * 1024;

    /// What to do with a path.
    enum Action {
        ENCODE,
        REMOVE
    }

    /// Reads the list that `request` names, and holds it against its digest.
    ///
    /// @throws RefusedException if it is missing, too long, altered, or a line is not of its form
    static PathList read(EncodeRequest request) {
        byte[] bytes =
                bytes(Location.file(Objects.requireNonNull(request.pathsUri())).path());
        if (!sha256(bytes).equals(request.pathsSha256())) {
            throw unreadable("is not the list whose digest the request names");
        }
        Map<String, Action> actions = new LinkedHashMap<>();
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                add(actions, line, number);
            }
        }
        return new PathList(actions);
    }

    /// Paths to encode.
    List<String> encode() {
        return actions.entrySet().stream()
                .filter(entry -> entry.getValue() == Action.ENCODE)
                .map(Map.Entry::getKey)
                .sorted(ProjectPath.BY_BYTES)
                .toList();
    }

    /// All paths: none of their packages is kept.
    Set<String> all() {
        return actions.keySet();
    }

    private static void add(Map<String, Action> actions, String line, int number) {
        JsonNode node;
        try {
            node = CanonicalJson.parse(line.getBytes(StandardCharsets.UTF_8));
        } catch (PackageException e) {
            throw unreadable("line %d is not JSON".formatted(number));
        }
        String path = node.path("path").textValue();
        Action action = switch (node.path("action").asText()) {
            case "encode" -> Action.ENCODE;
            case "remove" -> Action.REMOVE;
            default -> throw unreadable("line %d: action must be encode or remove".formatted(number));
        };
        if (path == null) {
            throw unreadable("line %d: a path is missing".formatted(number));
        }
        Optional<String> problem = ProjectPath.problem(path);
        if (problem.isPresent()) {
            throw unreadable("line %d: the path %s".formatted(number, problem.get()));
        }
        if (actions.put(path, action) != null) {
            throw unreadable("line %d: a path comes twice".formatted(number));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw unreadable("is no file of at most %d bytes".formatted(MOST_BYTES));
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw unreadable("does not exist");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK must provide SHA-256", e);
        }
    }

    private static RefusedException unreadable(String what) {
        return new RefusedException(Reason.PATHS_UNREADABLE, "The list of paths " + what);
    }
}
