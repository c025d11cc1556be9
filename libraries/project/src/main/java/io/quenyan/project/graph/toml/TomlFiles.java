package io.quenyan.project.graph.toml;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.Manifests;
import io.quenyan.project.graph.Unresolved.Reason;
import java.io.IOException;
import java.util.Optional;

/// Reads TOML documents of a project within limits.
public final class TomlFiles {

    private static final int DEEPEST = 100;
    private static final TomlMapper TOML = TomlMapper.builder(TomlFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(1 << 20)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .build();

    private final Manifests manifests;
    private final GraphDrawing drawing;

    public TomlFiles(Manifests manifests, GraphDrawing drawing) {
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
            if (TOML.readTree(content.get()) instanceof ObjectNode document) {
                return Optional.of(document);
            }
            drawing.unresolved(path, Reason.MALFORMED, "It is no TOML");
        } catch (StreamConstraintsException e) {
            drawing.unresolved(
                    path,
                    Reason.TOO_DEEP,
                    "It is nested deeper than %d, or a text in it is too long".formatted(DEEPEST));
        } catch (IOException e) {
            drawing.unresolved(path, Reason.MALFORMED, "It is no TOML");
        }
        return Optional.empty();
    }

    /// A member that is text; empty if it is not there, or something else.
    public static String text(JsonNode table, String member) {
        return table.path(member).isTextual() ? table.path(member).textValue() : "";
    }
}
