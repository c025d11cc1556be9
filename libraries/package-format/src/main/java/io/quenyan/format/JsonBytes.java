package io.quenyan.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A JSON value as the bytes of its canonical form. The body of a descriptor is kept so, because a tree of it
/// would take many times as much memory.
final class JsonBytes {

    static final JsonBytes EMPTY_OBJECT = new JsonBytes("{}".getBytes(StandardCharsets.US_ASCII), 0);

    private final byte[] canonical;
    private final long weight;

    private JsonBytes(byte[] canonical, long weight) {
        this.canonical = canonical;
        this.weight = weight;
    }

    /// The canonical form of a text.
    ///
    /// @throws PackageException `BAD_JSON`, or `BUDGET_EXCEEDED` if it is too long
    static JsonBytes of(String what, Slice utf8) {
        Limits.check(what, utf8.length(), Limits.JSON);
        try (JsonParser parser = StrictJson.parser(utf8.data(), utf8.from(), utf8.length())) {
            Canonicaliser canonicaliser = new Canonicaliser(parser, utf8.length());
            parser.nextToken();
            canonicaliser.value();
            StrictJson.requireEnd(parser);
            byte[] canonical = canonicaliser.toBytes();
            Limits.check(what, canonical.length, Limits.JSON);
            return new JsonBytes(canonical, canonicaliser.weight());
        } catch (IOException e) {
            throw StrictJson.malformed(e);
        }
    }

    static JsonBytes of(String what, JsonNode value) {
        byte[] canonical = CanonicalJson.python(value);
        return of(what, new Slice(canonical, 0, canonical.length));
    }

    int length() {
        return canonical.length;
    }

    /// Not to be changed.
    byte[] bytes() {
        return canonical;
    }

    /// A rough size, as a model's is measured: the lengths of strings and lists, added.
    long weight() {
        return weight;
    }

    boolean isNull() {
        return canonical[0] == 'n';
    }

    private boolean isObject() {
        return canonical[0] == '{';
    }

    /// @throws PackageException `BAD_WRAPPER` if it is not an object
    JsonBytes requireObject(String what) {
        if (!isObject()) {
            throw new PackageException(ErrorCode.BAD_WRAPPER, "%s must be an object".formatted(what));
        }
        return this;
    }

    boolean isEmptyObject() {
        return isObject() && canonical.length == 2;
    }

    JsonNode toNode() {
        return CanonicalJson.parse(canonical);
    }
}
