package io.quenyan.project.graph;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Package URLs, in their canonical form.
public final class Purl {

    /// Longer names are nobody's.
    private static final int MOST = 1_000;

    private Purl() {}

    /// A package of npm; its name may begin with a scope. None if it can have no such name.
    public static Optional<String> npm(String name, @Nullable String version) {
        int slash = name.startsWith("@") ? name.indexOf('/') : -1;
        return slash < 0
                ? of("npm", null, name, version, new TreeMap<>())
                : of("npm", name.substring(0, slash), name.substring(slash + 1), version, new TreeMap<>());
    }

    /// A package of crates.io.
    public static Optional<String> cargo(String name, @Nullable String version) {
        return of("cargo", null, name, version, new TreeMap<>());
    }

    /// An artifact in Maven's coordinates, which Gradle has too.
    ///
    /// @param type null for a jar
    public static Optional<String> maven(
            String group,
            String artifact,
            @Nullable String version,
            @Nullable String type,
            @Nullable String classifier) {
        TreeMap<String, String> qualifiers = new TreeMap<>();
        if (classifier != null && !classifier.isEmpty()) {
            qualifiers.put("classifier", classifier);
        }
        if (type != null && !type.isEmpty() && !type.equals("jar")) {
            qualifiers.put("type", type);
        }
        return of("maven", group, artifact, version, qualifiers);
    }

    private static Optional<String> of(
            String type,
            @Nullable String namespace,
            String name,
            @Nullable String version,
            TreeMap<String, String> qualifiers) {
        if (!isAscii(name) || (namespace != null && !isAscii(namespace)) || (version != null && !isAscii(version))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PackageURL(type, namespace, name, version, qualifiers, null).canonicalize());
        } catch (MalformedPackageURLException e) {
            return Optional.empty();
        }
    }

    /// No registry takes other names; the library writes them wrong.
    private static boolean isAscii(String text) {
        return text.length() <= MOST && text.chars().allMatch(character -> character > ' ' && character < '\u007F');
    }

    /// The same package in no version.
    static String withoutVersion(String purl) {
        int qualifiers = purl.indexOf('?');
        int end = qualifiers < 0 ? purl.length() : qualifiers;
        int at = purl.lastIndexOf('@', end);
        return at < 0 ? purl : purl.substring(0, at) + purl.substring(end);
    }

    /// The version in a package URL.
    static @Nullable String version(String purl) {
        int qualifiers = purl.indexOf('?');
        int end = qualifiers < 0 ? purl.length() : qualifiers;
        int at = purl.lastIndexOf('@', end);
        return at < 0 ? null : decoded(purl.substring(at + 1, end));
    }

    private static String decoded(String text) {
        return text.indexOf('%') < 0 ? text : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
