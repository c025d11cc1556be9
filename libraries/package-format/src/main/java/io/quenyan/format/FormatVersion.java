package io.quenyan.format;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of the wrapper or of the payload.
///
/// @param major 0 to 255
/// @param minor 0 to 255
/// @param patch 0 to 65,535
public record FormatVersion(int major, int minor, int patch) implements Comparable<FormatVersion> {

    /// What is written unless a descriptor says otherwise.
    public static final FormatVersion CURRENT = new FormatVersion(1, 2, 0);

    /// The oldest that is read.
    public static final FormatVersion MINIMUM = new FormatVersion(1, 0, 0);

    /// Versions that were published.
    public static final List<FormatVersion> KNOWN = List.of(MINIMUM, new FormatVersion(1, 1, 0), CURRENT);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})\\.([0-9]{1,9})(?:\\.([0-9]{1,9}))?");

    public FormatVersion {
        if (major < 0 || major > 255 || minor < 0 || minor > 255 || patch < 0 || patch > 65_535) {
            throw new PackageException(
                    ErrorCode.BAD_VERSION,
                    "A version is at most 255.255.65535, got %d.%d.%d".formatted(major, minor, patch));
        }
    }

    /// Reads `major.minor` or `major.minor.patch`, decimal digits only.
    ///
    /// @throws PackageException `BAD_VERSION`
    public static FormatVersion parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new PackageException(ErrorCode.BAD_VERSION, "A version is of the form 1.2.0");
        }
        String patch = parts.group(3);
        return new FormatVersion(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                patch == null ? 0 : Integer.parseInt(patch));
    }

    /// Whether this reader reads it: the same major, and not older than the oldest.
    public boolean supported() {
        return major == CURRENT.major && compareTo(MINIMUM) >= 0;
    }

    /// Whether a decoder of this version reads a package of `other`: the same major, and not newer.
    public boolean decodes(FormatVersion other) {
        return major == other.major && compareTo(other) >= 0 && other.compareTo(MINIMUM) >= 0;
    }

    /// The version a writer uses for a reader that prefers `preferences`: the highest known one of the list, the
    /// current one for an empty list, none if nothing is common.
    public static Optional<FormatVersion> negotiate(List<FormatVersion> preferences) {
        return preferences.isEmpty()
                ? Optional.of(CURRENT)
                : KNOWN.stream().filter(preferences::contains).max(FormatVersion::compareTo);
    }

    /// Two versions of one thing are equal, except that one of them may be newer than ours: only the major counts then.
    static void requireSame(String what, FormatVersion header, FormatVersion text) {
        boolean newer = header.compareTo(CURRENT) > 0 || text.compareTo(CURRENT) > 0;
        if (!header.equals(text) && !newer) {
            throw new PackageException(
                    ErrorCode.VERSION_MISMATCH,
                    "%s says %s in its header and %s in its text".formatted(what, header, text));
        }
    }

    FormatVersion requireSupported(String what) {
        if (!supported()) {
            throw new PackageException(
                    ErrorCode.UNSUPPORTED_VERSION,
                    "%s %s is not supported; 1.0.0 and later of major 1 are".formatted(what, this));
        }
        return this;
    }

    @Override
    public int compareTo(FormatVersion other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
        return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
