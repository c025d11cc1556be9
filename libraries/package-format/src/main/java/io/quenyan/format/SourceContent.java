package io.quenyan.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.TreeMap;

/// What a source package protects: any file, byte for byte.
///
/// @param content the bytes, or the target of a link; at most [Limits#TOKENS]
/// @param language of the source, by its extension
/// @param metadata readable without a secret
@SuppressWarnings("ArrayRecordComponent") // carried to one package, never compared
public record SourceContent(byte[] content, String language, ObjectNode metadata) {

    /// By which a source package is known.
    static final String ENCODER_VERSION = "quenyan-source/1";

    /// @throws PackageException `BUDGET_EXCEEDED` if the content is too long
    public SourceContent {
        Limits.check("A source file", content.length, Limits.TOKENS);
    }

    Payload payload() {
        String hash = HexFormat.of().formatHex(Sha256.of(content, 0, content.length));
        JsonBytes nothing = JsonBytes.EMPTY_OBJECT;
        return new Payload(
                new StreamHeader("1.0", ENCODER_VERSION, language, "", 0, hash, false),
                "identity",
                0,
                nothing,
                nothing,
                content,
                new byte[0],
                nothing,
                new TreeMap<>(),
                null,
                metadata);
    }

    @Override
    public String toString() {
        return "SourceContent[%d bytes, %s]".formatted(content.length, language);
    }
}
