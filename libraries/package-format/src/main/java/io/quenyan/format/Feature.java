package io.quenyan.format;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A feature of a payload: a bit in both frames, a name in the wrapper.
enum Feature {
    OPTIMISATION(0, "compression:optimisation"),
    EXTRAS(1, "compression:extras"),
    SOURCE_MAP(2, "payload:source-map"),
    FSE(3, "compression:fse");

    private final int bit;
    private final String text;

    Feature(int bit, String text) {
        this.bit = bit;
        this.text = text;
    }

    /// @throws PackageException `UNKNOWN_FEATURES` for a name that is none
    static Set<Feature> named(Collection<String> names) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (String name : names) {
            features.add(List.of(values()).stream()
                    .filter(feature -> feature.text.equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> new PackageException(ErrorCode.UNKNOWN_FEATURES, "A feature name is not known")));
        }
        return features;
    }

    /// @throws PackageException `UNKNOWN_FEATURES` for a bit that is none
    static Set<Feature> ofBits(int bits) {
        if (bits >>> values().length != 0) {
            throw new PackageException(ErrorCode.UNKNOWN_FEATURES, "Feature bits %08x are not known".formatted(bits));
        }
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : values()) {
            if ((bits >>> feature.bit & 1) == 1) {
                features.add(feature);
            }
        }
        return features;
    }

    static int bits(Set<Feature> features) {
        int bits = 0;
        for (Feature feature : features) {
            bits |= 1 << feature.bit;
        }
        return bits;
    }

    /// The names, sorted as they are written.
    static List<String> names(Set<Feature> features) {
        return features.isEmpty()
                ? List.of()
                : features.stream().map(feature -> feature.text).sorted().toList();
    }
}
