package io.quenyan.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Parses JSON that strangers wrote: one value in UTF-8, no name twice in one object, nothing behind it.
///
/// The bytes are few (their number was checked before), and what is built from them is bounded too: values nest at
/// most 8 deep, and there are at most 20,000 tokens, numbers of 32 and names of 256 characters.
final class BoundedJson {

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxTokenCount(20_000)
                            .maxNumberLength(32)
                            .maxNameLength(256)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private BoundedJson() {}

    /// @throws MalformedJsonException if `utf8` is no such value; the message repeats nothing of it
    static JsonNode parse(byte[] utf8) throws MalformedJsonException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return MAPPER.readTree(text);
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException("the value is not UTF-8");
        } catch (StreamConstraintsException e) {
            throw new MalformedJsonException(
                    "JSON may nest 8 deep and have 20,000 tokens, numbers of 32 and names of 256 characters");
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException("no JSON, or a name twice in one object, at line %d, column %d"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
    }
}
