package io.quenyan.project.graph.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.graph.Manifests;
import io.quenyan.project.graph.Purl;
import io.quenyan.project.graph.document.Documents;
import java.util.Optional;

/// A lock file of version 2 or 3: what npm would install, by the folder it would install it in.
///
/// @param path of the lock file
/// @param packages by folder, relative to the lock file's; empty for the project itself
record LockFile(String path, ObjectNode packages) {

    private static final String MODULES = "node_modules/";

    String folder() {
        return Manifests.folder(path);
    }

    /// The folder, relative to the lock file's, of a folder of the project; none if it lies elsewhere.
    Optional<String> key(String projectFolder) {
        String own = folder();
        if (projectFolder.equals(own)) {
            return Optional.of("");
        }
        String prefix = own.isEmpty() ? "" : own + "/";
        return projectFolder.startsWith(prefix)
                ? Optional.of(projectFolder.substring(prefix.length()))
                : Optional.empty();
    }

    JsonNode at(String key) {
        return packages.path(key);
    }

    /// Where Node.js finds `name` from the folder `key`: in its `node_modules`, else in those of the folders above.
    Optional<String> find(String key, String name) {
        return Manifests.upFrom(key)
                .map(at -> Manifests.below(at, MODULES + name))
                .filter(there -> packages.path(there).isObject())
                .findFirst()
                .map(there -> {
                    JsonNode entry = packages.path(there);
                    return entry.path("link").asBoolean(false) ? Documents.text(entry, "resolved") : there;
                });
    }

    /// Whether an entry is a folder of the project and nothing that is installed.
    static boolean isOwn(String key) {
        return !key.startsWith(MODULES) && !key.contains("/" + MODULES);
    }

    /// The name of what is installed at `key`, which an alias may hide.
    String name(String key) {
        String told = Documents.text(at(key), "name");
        return told.isEmpty() ? key.substring(key.lastIndexOf(MODULES) + MODULES.length()) : told;
    }

    Optional<String> purl(String key) {
        String version = Documents.text(at(key), "version");
        return Purl.npm(name(key), version.isEmpty() ? null : version);
    }
}
