package io.quenyan.project.graph.npm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.Manifests;
import io.quenyan.project.graph.Unresolved.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Reads JSON objects of a project within limits.
final class JsonFiles {

    private static final byte[] MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);
    private static final int DEEPEST = 200;
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(100)
                    .build())
            .build());

    private final Manifests manifests;
    private final GraphDrawing drawing;

    JsonFiles(Manifests manifests, GraphDrawing drawing) {
        this.manifests = manifests;
        this.drawing = drawing;
    }

    /// The object in a file; none, and a line in the drawing, if it holds none.
    Optional<ObjectNode> read(String path) {
        Optional<byte[]> content = manifests.read(path);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (JSON.readTree(withoutMark(content.get())) instanceof ObjectNode object) {
                return Optional.of(object);
            }
            drawing.unresolved(path, Reason.MALFORMED, "It is no JSON object");
        } catch (StreamConstraintsException e) {
            drawing.unresolved(
                    path,
                    Reason.TOO_DEEP,
                    "It is nested deeper than %d, or a text in it is too long".formatted(DEEPEST));
        } catch (IOException e) {
            drawing.unresolved(path, Reason.MALFORMED, "It is not JSON");
        }
        return Optional.empty();
    }

    /// npm reads past a byte order mark.
    private static byte[] withoutMark(byte[] content) {
        return Arrays.mismatch(content, MARK) == MARK.length
                ? Arrays.copyOfRange(content, MARK.length, content.length)
                : content;
    }

    static String text(JsonNode node, String member) {
        return node.path(member).asText("");
    }
}
