package io.quenyan.project.graph.cargo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.graph.Manifests;
import io.quenyan.project.graph.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A `Cargo.toml`.
///
/// @param workspace the `Cargo.toml` whose workspace it belongs to; itself where it has one, null where none is
record Crate(String path, ObjectNode toml, @Nullable ObjectNode workspace) {

    private static final Map<String, String> SCOPES = new TreeMap<>(Map.of(
            "dependencies", "runtime",
            "dev-dependencies", "dev",
            "build-dependencies", "build"));

    /// What a crate needs.
    ///
    /// @param name of the crate, which may have another one in the manifest
    /// @param requirement which versions would do; empty where none is said
    /// @param crateFolder where it is, if the manifest says a path; else empty
    record Need(String name, String requirement, String crateFolder, String scope, boolean optional) {}

    String folder() {
        return Manifests.folder(path);
    }

    boolean isPackage() {
        return toml.path("package").isObject();
    }

    String name() {
        return Documents.text(toml.path("package"), "name");
    }

    /// Empty where the manifest says none.
    String version() {
        JsonNode own = toml.path("package").path("version");
        if (own.path("workspace").asBoolean(false) && workspace != null) {
            return Documents.text(workspace.path("workspace").path("package"), "version");
        }
        return own.asText("");
    }

    List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        toml.path("workspace").path(member).forEach(each -> texts.add(each.asText("")));
        return texts;
    }

    /// What it needs on any platform.
    List<Need> needs() {
        List<Need> needs = new ArrayList<>();
        collect(toml, needs);
        toml.path("target").forEach(target -> collect(target, needs));
        return needs;
    }

    private void collect(JsonNode tables, List<Need> needs) {
        SCOPES.forEach((member, scope) -> tables.path(member)
                .properties()
                .forEach(each -> needs.add(need(each.getKey(), each.getValue(), scope))));
    }

    private Need need(String alias, JsonNode said, String scope) {
        JsonNode told = said.path("workspace").asBoolean(false) && workspace != null
                ? workspace.path("workspace").path("dependencies").path(alias)
                : said;
        String renamed = Documents.text(told, "package");
        String requirement = told.isTextual() ? told.textValue() : Documents.text(told, "version");
        boolean optional = said.path("optional").asBoolean(false);
        return new Need(
                renamed.isEmpty() ? alias : renamed, requirement, Documents.text(told, "path"), scope, optional);
    }
}
