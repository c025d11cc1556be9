package io.quenyan.project.graph.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.Manifests;
import io.quenyan.project.graph.Unresolved.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// Reads the documents of a project that hold members by name, within limits.
public final class Documents {

    private static final byte[] MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    /// How documents are written.
    public enum Format {
        /// As npm writes.
        JSON(
                200,
                limits -> new JsonMapper(
                        JsonFactory.builder().streamReadConstraints(limits).build())),
        /// As Cargo and Gradle write.
        TOML(
                100,
                limits -> new TomlMapper(
                        TomlFactory.builder().streamReadConstraints(limits).build()));

        private final int deepest;
        private final ObjectMapper mapper;

        Format(int deepest, Function<StreamReadConstraints, ObjectMapper> mapper) {
            this.deepest = deepest;
            this.mapper = mapper.apply(StreamReadConstraints.builder()
                    .maxNestingDepth(deepest)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(100)
                    .build());
        }
    }

    private final Format format;
    private final Manifests manifests;
    private final GraphDrawing drawing;

    public Documents(Format format, Manifests manifests, GraphDrawing drawing) {
        this.format = format;
        this.manifests = manifests;
        this.drawing = drawing;
    }

    /// The document in a file; none, and a line in the drawing, if it holds none.
    public Optional<ObjectNode> read(String path) {
        Optional<byte[]> content = manifests.read(path);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (format.mapper.readTree(withoutMark(content.get())) instanceof ObjectNode document) {
                return Optional.of(document);
            }
            drawing.unresolved(path, Reason.MALFORMED, "It is no %s with members".formatted(format));
        } catch (StreamConstraintsException e) {
            drawing.unresolved(
                    path,
                    Reason.TOO_DEEP,
                    "It is nested deeper than %d, or a text in it is too long".formatted(format.deepest));
        } catch (IOException e) {
            drawing.unresolved(path, Reason.MALFORMED, "It is not %s".formatted(format));
        }
        return Optional.empty();
    }

    /// Build systems read past a byte order mark.
    private static byte[] withoutMark(byte[] content) {
        return Arrays.mismatch(content, MARK) == MARK.length
                ? Arrays.copyOfRange(content, MARK.length, content.length)
                : content;
    }

    /// A member that is text; empty if it is not there, or something else.
    public static String text(JsonNode node, String member) {
        return node.path(member).isTextual() ? node.path(member).textValue() : "";
    }
}
