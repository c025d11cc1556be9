package io.quenyan.project.graph.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.graph.Manifests;
import io.quenyan.project.graph.document.Documents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A `package.json`.
record PackageFile(String path, ObjectNode json) {

    /// The members that name dependencies, with the scope that each stands for. What a later one names counts more.
    static final Map<String, String> SCOPES = Map.of(
            "dependencies", "runtime",
            "devDependencies", "dev",
            "peerDependencies", "peer",
            "optionalDependencies", "optional");

    String folder() {
        return Manifests.folder(path);
    }

    String name() {
        return Documents.text(json, "name");
    }

    String version() {
        return Documents.text(json, "version");
    }

    /// The patterns of folders that are workspaces of this one.
    List<String> workspaces() {
        JsonNode member = json.path("workspaces");
        JsonNode list = member.isObject() ? member.path("packages") : member;
        List<String> patterns = new ArrayList<>();
        list.forEach(each -> patterns.add(each.asText("")));
        return patterns;
    }

    /// What is needed in one scope: names and requirements.
    Map<String, String> needs(String member) {
        return needs(json, member);
    }

    static Map<String, String> needs(JsonNode json, String member) {
        Map<String, String> needs = new LinkedHashMap<>();
        JsonNode map = json.path(member);
        map.properties()
                .forEach(each -> needs.put(each.getKey(), each.getValue().asText("")));
        return needs;
    }

    /// Whether a peer may be left out.
    static boolean isOptionalPeer(JsonNode json, String name) {
        return json.path("peerDependenciesMeta").path(name).path("optional").asBoolean(false);
    }
}
