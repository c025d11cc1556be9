package io.quenyan.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/// JSON in the forms in which producers of packages write it: keys sorted, no spaces.
///
/// Ours is the Python form. The others are read only, where associated data must be rebuilt. See the section
/// "Canonical JSON" of the specification for how they differ.
public final class CanonicalJson {

    private CanonicalJson() {}

    /// Parses one JSON value in UTF-8. Of a key that comes twice, the last counts.
    ///
    /// @throws PackageException `BAD_JSON` if it is not JSON, has a byte order mark, is deeper than 64, has a
    ///     number of more than 1,000 characters or one that is not finite, or is followed by anything
    public static JsonNode parse(byte[] utf8) {
        return parse(new Slice(utf8, 0, utf8.length), ValueBudget.unlimited());
    }

    static JsonNode parse(Slice utf8, ValueBudget budget) {
        try (JsonParser parser = StrictJson.parser(utf8.data(), utf8.from(), utf8.length())) {
            parser.nextToken();
            JsonNode root = StrictJson.readValue(parser, budget);
            StrictJson.requireEnd(parser);
            return root;
        } catch (IOException e) {
            throw StrictJson.malformed(e);
        }
    }

    /// The form that Python's `json.dumps` writes with sorted keys, no spaces and escaped non-ASCII: what we write.
    public static byte[] python(JsonNode value) {
        return JsonText.of(JsonText.Style.PYTHON, value);
    }

    /// The form of JavaScript's `JSON.stringify` with sorted keys.
    static byte[] javaScript(JsonNode value) {
        return JsonText.of(JsonText.Style.JAVASCRIPT, value);
    }

    /// The form of Rust's `serde_json`; none if it cannot hold the value.
    static Optional<byte[]> rust(JsonNode value) {
        try {
            return Optional.of(JsonText.of(JsonText.Style.RUST, value));
        } catch (JsonText.UnwritableException e) {
            return Optional.empty();
        }
    }
}
