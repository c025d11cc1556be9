package io.quenyan.project;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// `content_sha256`: one digest for all that is inside the packages of an output. Two encodes of one source agree,
/// although every package differs.
///
/// ```text
/// SHA-256 over lines  kind SP mode SP hex SP path-bytes NUL,  sorted by path bytes, then kind
/// ```
///
/// `hex` is the SHA-256 of a file's bytes or of a link's target, and for a descriptor that of its canonical JSON as
/// decoding returns it, without `salt`, `nonce` and `metadata.key_management`. Failed paths have no line.
public final class ContentDigest {

    /// What a line is about.
    public record Line(EntryKind kind, FileMode mode, String contentSha256, String path) {}

    private static final Comparator<Line> ORDER = Comparator.comparing(Line::path, ProjectPath.BY_BYTES)
            .thenComparing(line -> line.kind().text());

    private ContentDigest() {}

    /// The digest over `lines`, in any order.
    public static String of(List<Line> lines) {
        MessageDigest digest = Sha256.digest();
        lines.stream().sorted(ORDER).forEach(line -> {
            String text = line.kind().text()
                    + ' '
                    + line.mode().text()
                    + ' '
                    + line.contentSha256()
                    + ' '
                    + line.path()
                    + '\0';
            digest.update(text.getBytes(StandardCharsets.UTF_8));
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
