package io.quenyan.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is bound to a sealed payload: the metadata.
///
/// ```text
/// AAD = "QYN1-METADATA-v1:" || canonical JSON of the metadata
/// ```
///
/// Legacy JSON packages without metadata have the literal `QYN1-PACKAGE-v1`.
final class AssociatedData {

    private static final byte[] PREFIX = "QYN1-METADATA-v1:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_METADATA = "QYN1-PACKAGE-v1".getBytes(StandardCharsets.US_ASCII);

    private AssociatedData() {}

    static byte[] of(byte[] canonicalMetadata) {
        return of(new Slice(canonicalMetadata, 0, canonicalMetadata.length));
    }

    /// The text of the metadata as it stands: the producer's own canonical form, unless somebody spaced it again.
    static byte[] asItStands(@Nullable Slice exactMetadata) {
        return exactMetadata == null ? NO_METADATA.clone() : of(exactMetadata);
    }

    /// The forms in which producers write these metadata, other than `tried`.
    static List<byte[]> otherForms(@Nullable ObjectNode metadata, byte[] tried) {
        List<byte[]> forms = new ArrayList<>(List.of(tried));
        if (metadata != null) {
            addNew(forms, of(CanonicalJson.python(metadata)));
            addNew(forms, of(CanonicalJson.javaScript(metadata)));
            CanonicalJson.rust(metadata).ifPresent(rust -> addNew(forms, of(rust)));
        }
        return forms.subList(1, forms.size());
    }

    private static void addNew(List<byte[]> candidates, byte[] candidate) {
        if (candidates.stream().noneMatch(known -> Arrays.equals(known, candidate))) {
            candidates.add(candidate);
        }
    }

    private static byte[] of(Slice json) {
        byte[] aad = Arrays.copyOf(PREFIX, PREFIX.length + json.length());
        System.arraycopy(json.data(), json.from(), aad, PREFIX.length, json.length());
        return aad;
    }
}
