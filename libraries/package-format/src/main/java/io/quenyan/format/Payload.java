package io.quenyan.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What is sealed in a package, section by section.
///
/// @param channels by section id, 0x0101 to 0x0105
/// @param sourceMap null when there is none
@SuppressWarnings("ArrayRecordComponent") // carried through, never compared
record Payload(
        StreamHeader stream,
        String backend,
        long compressedSymbols,
        JsonBytes model,
        JsonBytes extras,
        byte[] tokens,
        byte[] stringTable,
        JsonBytes payloads,
        SortedMap<Integer, JsonBytes> channels,
        byte @Nullable [] sourceMap,
        ObjectNode metadata) {

    /// Names of the channels, in the order of their section ids.
    static final List<String> CHANNELS = List.of("identifiers", "strings", "integers", "counts", "flags");

    /// The features that the content has.
    Set<Feature> features() {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        if (!extras.isEmptyObject()) {
            features.add(Feature.EXTRAS);
        }
        if (optimised()) {
            features.add(Feature.OPTIMISATION);
        }
        if (sourceMap != null) {
            features.add(Feature.SOURCE_MAP);
        }
        if (backend.equals("fse")) {
            features.add(Feature.FSE);
        }
        return features;
    }

    /// Holds the payload against the resource budget.
    Payload withinBudget() {
        Limits.check("A model", model.weight(), Limits.MODEL_WEIGHT);
        Limits.check("A token stream", tokens.length, Limits.TOKENS);
        Limits.check("A string table", stringTable.length, Limits.STRING_TABLE);
        if (stream.symbolCount() != compressedSymbols) {
            throw new PackageException(
                    ErrorCode.COUNT_MISMATCH,
                    "The stream has %d symbols, the compression %d".formatted(stream.symbolCount(), compressedSymbols));
        }
        return this;
    }

    Payload withMetadata(ObjectNode other) {
        return new Payload(
                stream,
                backend,
                compressedSymbols,
                model,
                extras,
                tokens,
                stringTable,
                payloads,
                channels,
                sourceMap,
                other);
    }

    private boolean optimised() {
        Slice json = new Slice(extras.bytes(), 0, extras.length());
        return JsonMembers.of("extras", json, Set.of("optimisation")).has("optimisation");
    }
}
