package io.quenyan.project.graph.gradle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.graph.EdgeType;
import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.GraphEdge;
import io.quenyan.project.graph.GraphNode;
import io.quenyan.project.graph.NodeType;
import io.quenyan.project.graph.Purl;
import io.quenyan.project.graph.Text;
import io.quenyan.project.graph.Unresolved.Reason;
import io.quenyan.project.graph.document.Documents;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Draws a version catalogue: which libraries and plug-ins builds may name, and in which version. Which of them a
/// project does name, its script says.
final class CatalogueDrawing {

    private final String path;
    private final ObjectNode toml;
    private final GraphDrawing drawing;
    private final String manifest;

    CatalogueDrawing(String path, ObjectNode toml, GraphDrawing drawing) {
        this.path = path;
        this.toml = toml;
        this.drawing = drawing;
        this.manifest = drawing.node(GraphNode.of(NodeType.MANIFEST, path).with("system", "gradle"));
    }

    void draw() {
        toml.path("libraries").properties().forEach(each -> drawLibrary(each.getKey(), each.getValue()));
        toml.path("plugins").properties().forEach(each -> drawPlugin(each.getKey(), each.getValue()));
    }

    private void drawLibrary(String alias, JsonNode said) {
        String[] parts = (said.isTextual() ? said.textValue() : module(said)).split(":", -1);
        if (parts.length < 2) {
            malformed(alias);
            return;
        }
        Version version = parts.length > 2 ? Version.exactly(parts[2]) : version(said.path("version"));
        draw(alias, Purl.maven(parts[0], parts[1], version.exact(), null, null), version);
    }

    private static String module(JsonNode said) {
        String module = Documents.text(said, "module");
        return module.isEmpty() ? Documents.text(said, "group") + ":" + Documents.text(said, "name") : module;
    }

    /// A plug-in's id stands for an artifact of that name.
    private void drawPlugin(String alias, JsonNode said) {
        String[] parts = said.isTextual() ? said.textValue().split(":", 2) : new String[] {Documents.text(said, "id")};
        Version version = parts.length > 1 ? Version.exactly(parts[1]) : version(said.path("version"));
        draw(alias, Purl.maven(parts[0], parts[0] + ".gradle.plugin", version.exact(), null, null), version);
    }

    private void draw(String alias, Optional<String> purl, Version version) {
        drawing.dependency(path, alias, purl)
                .ifPresent(to -> drawing.edge(GraphEdge.of(manifest, EdgeType.DECLARES, to)
                        .with("alias", alias)
                        .with("requirement", version.requirement())));
    }

    private void malformed(String alias) {
        drawing.unresolved(path, Reason.MALFORMED, "'%s' is no library".formatted(Text.shown(alias)));
    }

    /// A version that is meant, or what is required of it.
    private record Version(@Nullable String exact, @Nullable String requirement) {

        static Version exactly(String text) {
            boolean range = text.indexOf('[') >= 0 || text.indexOf('(') >= 0 || text.endsWith("+");
            return range ? new Version(null, text) : new Version(text, null);
        }
    }

    private Version version(JsonNode said) {
        String reference = Documents.text(said, "ref");
        JsonNode told = reference.isEmpty() ? said : toml.path("versions").path(reference);
        if (!reference.isEmpty() && told.isMissingNode()) {
            drawing.unresolved(path, Reason.NO_VERSION, "There is no version '%s'".formatted(Text.shown(reference)));
        }
        if (told.isTextual()) {
            return Version.exactly(told.textValue());
        }
        String strictly = Documents.text(told, "strictly");
        return told.isObject() && !strictly.isEmpty()
                ? Version.exactly(strictly)
                : new Version(null, told.isObject() ? told.toString() : null);
    }
}
