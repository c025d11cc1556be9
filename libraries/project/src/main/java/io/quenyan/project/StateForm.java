package io.quenyan.project;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a state is written.
///
/// ```text
/// {"format":"quenyan-state/1","lineage":uuid,"revision":n,"project":…,"updated_at":…,"output":…,
///  "entries_sha256":hex,"entries":{path:{…},…},"checksum":hex}
/// ```
///
/// `entries_sha256` is over the exact bytes of the value of `entries`; `checksum` over every byte before the comma in
/// front of it, so that no byte of the file can change unseen. One file stands on one line, for people who search.
public final class StateForm {

    /// What this version writes and reads.
    public static final String FORMAT = "quenyan-state/1";

    /// Longest state that is read, in bytes.
    public static final long MOST_BYTES = 512L * 1024 * 1024;

    static final String MIDDLE = ",\"checksum\":\"";
    static final String TAIL = "\"}\n";

    private StateForm() {}

    /// Writes `state`, file by file. Returns its checksum.
    public static String write(ProjectState state, OutputStream out) throws IOException {
        MessageDigest entries = Sha256.digest();
        entries(state.files(), entries::update);
        MessageDigest all = Sha256.digest();
        Sink both = bytes -> {
            all.update(bytes);
            out.write(bytes);
        };
        both.write(ascii(head(state, hex(entries))));
        entries(state.files(), both);
        String checksum = hex(all);
        out.write(ascii(MIDDLE + checksum + TAIL));
        out.flush();
        return checksum;
    }

    private interface Sink {
        void write(byte[] bytes) throws IOException;
    }

    private static String head(ProjectState state, String entriesSha256) {
        return "{\"format\":" + text(FORMAT)
                + ",\"lineage\":" + text(state.lineage().toString())
                + ",\"revision\":" + state.revision()
                + ",\"project\":" + text(state.project())
                + ",\"updated_at\":" + text(state.updatedAt().toString())
                + ",\"output\":" + output(state.output())
                + ",\"entries_sha256\":" + text(entriesSha256)
                + ",\"entries\":";
    }

    private static String output(@Nullable RecordedOutput output) {
        return output == null
                ? "null"
                : "{\"content_sha256\":" + text(output.contentSha256())
                        + ",\"generation\":" + output.generation()
                        + ",\"index_sha256\":" + text(output.indexSha256())
                        + ",\"sealed_under_salt\":" + output.sealedUnderSalt() + "}";
    }

    private static void entries(List<RecordedFile> files, Sink sink) throws IOException {
        String separator = "{\n";
        for (RecordedFile file : files) {
            sink.write(ascii(separator + text(file.path()) + ":" + entry(file)));
            separator = ",\n";
        }
        sink.write(ascii(files.isEmpty() ? "{}" : "\n}"));
    }

    private static String entry(RecordedFile file) {
        return "{\"blob\":" + text(file.blob())
                + ",\"commit\":" + text(file.commit())
                + ",\"dependencies\":"
                + file.dependencies().stream().map(StateForm::text).collect(Collectors.joining(",", "[", "]"))
                + ",\"encoded_at\":" + text(file.encodedAt().toString())
                + ",\"generation\":" + file.generation()
                + ",\"mode\":" + text(file.mode().text())
                + ",\"packages\":"
                + file.packages().stream().map(StateForm::packed).collect(Collectors.joining(",", "[", "]"))
                + ",\"reason\":" + text(file.reason().text())
                + ",\"sealed\":" + sealed(file.sealed())
                + ",\"sha256\":" + text(file.sourceSha256())
                + ",\"stamp\":" + stamp(file.stamp()) + "}";
    }

    private static String packed(RecordedPackage each) {
        return "{\"content_sha256\":" + text(each.contentSha256())
                + ",\"kind\":" + text(each.kind().text())
                + ",\"sha256\":" + text(each.sha256())
                + ",\"size\":" + each.size()
                + ",\"stamp\":" + stamp(each.stamp()) + "}";
    }

    private static String sealed(SealedWith sealed) {
        return "{\"encryption\":" + sealed.encryption().number()
                + ",\"format\":" + text(sealed.format())
                + ",\"key\":" + key(sealed.key())
                + ",\"salt\":" + text(sealed.salt()) + "}";
    }

    private static String key(@Nullable PackageKey key) {
        return key == null
                ? "null"
                : "{\"key_id\":" + text(key.keyId())
                        + ",\"provider\":" + text(key.provider())
                        + ",\"version\":" + text(key.version()) + "}";
    }

    private static String stamp(@Nullable FileStamp stamp) {
        return stamp == null
                ? "null"
                : "[%d,%d,%d,%d]".formatted(stamp.size(), stamp.modifiedNanos(), stamp.changedNanos(), stamp.inode());
    }

    private static String text(@Nullable String value) {
        return IndexWriter.text(value);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
