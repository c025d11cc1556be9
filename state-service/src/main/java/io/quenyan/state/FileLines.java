package io.quenyan.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.CanonicalJson;
import io.quenyan.format.PackageException;
import io.quenyan.project.FailedFile;
import io.quenyan.project.FailureList;
import io.quenyan.project.PackageStore;
import io.quenyan.project.Sha256;
import io.quenyan.project.file.PackageFolder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists of files beside an index, one JSON object a line.
final class FileLines {

    private static final int MOST_BYTES = 256 * 1024 * 1024;

    private FileLines() {}

    /// Writes what became of every file: `{"action":…,"path":…}` and, where there is one, `reason`, or `code` and
    /// `detail` of a failure. Equal results are equal bytes.
    static RunResult.FileList publish(PackageFolder output, String name, List<FileResult> results) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (FileResult result : results) {
            lines.writeBytes(CanonicalJson.python(line(result)));
            lines.write('\n');
        }
        byte[] content = lines.toByteArray();
        output.publishBeside(name, content);
        return new RunResult.FileList(name, Sha256.hex(content));
    }

    private static ObjectNode line(FileResult result) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("action", result.action().text())
                .put("path", result.path());
        if (result.reason() != null) {
            line.put("reason", result.reason().text());
        }
        if (result.failure() != null) {
            line.put("code", result.failure().code())
                    .put("detail", result.failure().detail());
        }
        return line;
    }

    /// What the encoder tells of the files that failed; nothing if its list is gone or another by now.
    static Map<String, FailedFile> failures(PackageStore output, @Nullable String sha256) {
        Map<String, FailedFile> failures = new HashMap<>();
        Optional<byte[]> bytes = sha256 == null ? Optional.empty() : output.read(FailureList.NAME, MOST_BYTES);
        if (bytes.isEmpty() || !Sha256.hex(bytes.get()).equals(sha256)) {
            return failures;
        }
        for (String line : new String(bytes.get(), StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isBlank()) {
                failure(line).ifPresent(failed -> failures.put(failed.path(), failed));
            }
        }
        return failures;
    }

    private static Optional<FailedFile> failure(String line) {
        try {
            JsonNode node = CanonicalJson.parse(line.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new FailedFile(
                    node.path("path").asText(),
                    node.path("code").asText(),
                    node.path("detail").asText()));
        } catch (PackageException e) {
            return Optional.empty();
        }
    }
}
