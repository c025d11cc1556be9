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

/// Where the members of a wrapper's JSON lie in its text. Nothing is built while looking for them; what is then read
/// is bounded, and only the ciphertext may be long.
final class WrapperMembers {

    private static final Set<String> KNOWN = Set.of(
            "aead",
            "ciphertext",
            "encryption_version",
            "hkdf_salt",
            "kdf",
            "kdf_parameters",
            "metadata",
            "nonce",
            "payload_features",
            "payload_version",
            "salt",
            "tag",
            "version");

    private final byte[] text;
    private final Map<String, Slice> members = new HashMap<>();

    private WrapperMembers(byte[] text) {
        this.text = text;
    }

    /// @throws PackageException `BAD_JSON`, or `BAD_WRAPPER` if it is not an object
    static WrapperMembers of(byte[] data, int from, int length) {
        Limits.check("A wrapper", length, Limits.WRAPPER_BODY);
        WrapperMembers members = new WrapperMembers(data);
        try (JsonParser parser = StrictJson.structureParser(data, from, length)) {
            requireObject(parser);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                Slice value = members.slice(parser, from);
                if (KNOWN.contains(name)) {
                    members.members.put(name, value);
                }
            }
            StrictJson.requireEnd(parser);
        } catch (IOException e) {
            throw StrictJson.malformed(e);
        }
        return members;
    }

    private static void requireObject(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            return;
        }
        parser.skipChildren();
        StrictJson.requireEnd(parser);
        throw first == null
                ? new PackageException(ErrorCode.BAD_JSON, "The wrapper is empty")
                : new PackageException(ErrorCode.BAD_WRAPPER, "The wrapper must be a JSON object");
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

    /// The value of a member, null if it is absent.
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
