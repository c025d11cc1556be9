package io.quenyan.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.TreeMap;

/// What a source package protects: any file, byte for byte.
public final class SourceContent {

    /// By which a source package is known.
    static final String ENCODER_VERSION = "quenyan-source/1";

    private final byte[] content;
    private final String language;
    private final ObjectNode metadata;
    private final String sha256;

    /// @param content the bytes, or the target of a link; at most [Limits#TOKENS]; not to be changed any more
    /// @param language of the source, by its extension
    /// @param metadata readable without a secret
    /// @throws PackageException `BUDGET_EXCEEDED` if the content is too long
    public SourceContent(byte[] content, String language, ObjectNode metadata) {
        Limits.check("A source file", content.length, Limits.TOKENS);
        this.content = content;
        this.language = language;
        this.metadata = metadata;
        this.sha256 = HexFormat.of().formatHex(Sha256.of(content, 0, content.length));
    }

    /// SHA-256 of the content, 64 lower-case hex digits.
    public String sha256() {
        return sha256;
    }

    Payload payload() {
        JsonBytes nothing = JsonBytes.EMPTY_OBJECT;
        return new Payload(
                new StreamHeader("1.0", ENCODER_VERSION, language, "", 0, sha256, false),
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
