package io.quenyan.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.format.CanonicalJson;
import io.quenyan.format.Descriptor;
import io.quenyan.format.PackageException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Tells descriptors from other JSON files.
///
/// A descriptor is an object with a `sections` member, written as `"sections"`. Bytes that do not hold this
/// text are
/// never parsed.
final class DescriptorFile {

    private static final byte[] SECTIONS = "\"sections\"".getBytes(StandardCharsets.US_ASCII);

    private DescriptorFile() {}

    /// The descriptor in `content`; none if it is other JSON.
    ///
    /// @throws PackageException if it holds `"sections"` and is not JSON, or is a descriptor with a fault
    static Optional<Descriptor> read(byte[] content) {
        if (!holds(content, SECTIONS)) {
            return Optional.empty();
        }
        JsonNode node = CanonicalJson.parse(content);
        return node.isObject() && node.has("sections") ? Optional.of(Descriptor.parse(content)) : Optional.empty();
    }

    /// Whether `content` becomes a descriptor package, or would if it had no fault.
    static boolean looksLikeOne(byte[] content) {
        try {
            return read(content).isPresent();
        } catch (PackageException e) {
            return true;
        }
    }

    static boolean holds(byte[] content, byte[] text) {
        for (int from = 0; from <= content.length - text.length; from++) {
            int matched = 0;
            while (matched < text.length && content[from + matched] == text[matched]) {
                matched++;
            }
            if (matched == text.length) {
                return true;
            }
        }
        return false;
    }
}
