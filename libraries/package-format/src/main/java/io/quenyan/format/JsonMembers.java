package io.quenyan.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the members of a JSON object lie in its text. Nothing is built while looking for them.
final class JsonMembers {

    private final byte[] text;
    private final Map<String, Slice> members = new HashMap<>();

    private JsonMembers(byte[] text) {
        this.text = text;
    }

    /// Looks for the members in `known`; others are only read over.
    ///
    /// @param what named in the error
    /// @throws PackageException `BAD_JSON`, or `BAD_WRAPPER` if it is not an object
    static JsonMembers of(String what, Slice json, Set<String> known) {
        JsonMembers members = new JsonMembers(json.data());
        try (JsonParser parser = StrictJson.structureParser(json.data(), json.from(), json.length())) {
            requireObject(what, parser);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                Slice value = members.slice(parser, json.from());
                if (known.contains(name)) {
                    members.members.put(name, value);
                }
            }
            StrictJson.requireEnd(parser);
        } catch (IOException e) {
            throw StrictJson.malformed(e);
        }
        return members;
    }

    private static void requireObject(String what, JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            return;
        }
        parser.skipChildren();
        StrictJson.requireEnd(parser);
        throw first == null
                ? new PackageException(ErrorCode.BAD_JSON, "%s is empty".formatted(what))
                : new PackageException(ErrorCode.BAD_WRAPPER, "%s must be a JSON object".formatted(what));
    }

    /// The value at which the parser stands.
    private Slice slice(JsonParser parser, int base) throws IOException {
        int start = base + (int) parser.currentTokenLocation().getCharOffset();
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return new Slice(text, start, stringEnd(start) - start);
        }
        parser.skipChildren();
        int end = base + (int) parser.currentLocation().getCharOffset();
        return new Slice(text, start, end - start);
    }

    /// The parser has not looked at the string yet; if it does not end, the parser will say so.
    private int stringEnd(int start) {
        int at = start + 1;
        while (at < text.length && text[at] != '"') {
            at += text[at] == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /// The text of a member as it stands there, null if it is absent.
    @Nullable
    Slice slice(String name) {
        return members.get(name);
    }

    /// The text of a member, null if it is absent or `null`.
    @Nullable
    Slice present(String name) {
        Slice slice = members.get(name);
        return slice == null || slice.begins('n') ? null : slice;
    }

    /// The value of a member that is not long, null if it is absent.
    @Nullable
    JsonNode value(String name) {
        Slice slice = members.get(name);
        if (slice == null) {
            return null;
        }
        Limits.check(name, slice.length(), Limits.METADATA);
        if (slice.begins('"') && !slice.contains('\\')) {
            return TextNode.valueOf(slice.text(1, slice.length() - 2));
        }
        return CanonicalJson.parse(slice, ValueBudget.beforeTrust(name));
    }

    /// The bytes of a Base64 member.
    ///
    /// @param room bytes to leave free after them
    /// @throws PackageException `MISSING_FIELD`, `BAD_WRAPPER` or `BAD_BASE64`
    byte[] bytes(String name, int room) {
        Slice slice = members.get(name);
        if (slice == null) {
            throw new PackageException(ErrorCode.MISSING_FIELD, "%s is missing".formatted(name));
        }
        if (!slice.begins('"')) {
            throw new PackageException(ErrorCode.BAD_WRAPPER, "%s must be text".formatted(name));
        }
        if (!slice.contains('\\')) {
            return Base64Text.decode(name, slice.data(), slice.from() + 1, slice.length() - 2, room);
        }
        byte[] unescaped = StrictJson.unescape(slice);
        return Base64Text.decode(name, unescaped, 0, unescaped.length, room);
    }
}
