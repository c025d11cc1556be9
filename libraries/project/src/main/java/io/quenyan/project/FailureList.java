package io.quenyan.project;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quenyan.format.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// The files of a batch that have no package, as JSON lines `{"code":…,"detail":…,"path":…}` beside the index. Equal
/// failures are equal bytes.
public record FailureList(List<FailedFile> failed) {

    /// The list's name in an output.
    public static final String NAME = "failed.jsonl";

    public FailureList {
        failed = List.copyOf(failed);
    }

    /// Puts the list where it belongs, or takes an earlier one away if nothing failed.
    public void publish(PackageStore output) {
        if (failed.isEmpty()) {
            output.remove(List.of(NAME));
            return;
        }
        try (PackageStore.Batch list = output.begin()) {
            list.write(NAME, bytes());
            list.commit();
        }
    }

    /// SHA-256 of the list.
    public String sha256() {
        return Sha256.hex(bytes());
    }

    private byte[] bytes() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (FailedFile file : failed) {
            lines.writeBytes(CanonicalJson.python(JsonNodeFactory.instance
                    .objectNode()
                    .put("code", file.code())
                    .put("detail", file.detail())
                    .put("path", file.path())));
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
