package io.quenyan.project;

import io.quenyan.format.Argon2Cost;
import io.quenyan.format.Argon2id;
import io.quenyan.format.CanonicalJson;
import io.quenyan.format.DerivedKey;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.Pbkdf2;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/// Writes an index as canonical JSON, entry by entry, so that a big one is never in memory as text.
///
/// ```text
/// {"index":VALUE,"mac":"64 hex digits"}
/// ```
public final class IndexWriter {

    static final String FORMAT = "quenyan-index/1";

    private final OutputStream out;
    private final MessageDigest digest = Sha256.digest();
    private final Mac mac;

    private IndexWriter(OutputStream out, Mac mac) {
        this.out = out;
        this.mac = mac;
    }

    /// Writes `index` and its code to `out`. Returns the SHA-256 of all that was written.
    public static String write(ProjectIndex index, DerivedKey key, OutputStream out) throws IOException {
        if (!key.derivation().equals(index.derivation())) {
            throw new IllegalArgumentException(
                    "The key is derived from %s and the index says %s".formatted(key.derivation(), index.derivation()));
        }
        var writer = new IndexWriter(out, IndexMac.start(key, index.project()));
        writer.plain("{\"index\":");
        writer.members(index);
        writer.plain(",\"mac\":\"" + HexFormat.of().formatHex(writer.mac.doFinal()) + "\"}");
        out.flush();
        return HexFormat.of().formatHex(writer.digest.digest());
    }

    private void members(ProjectIndex index) throws IOException {
        covered("{\"commit\":" + text(index.commit())
                + ",\"content_sha256\":" + text(index.contentSha256())
                + ",\"dirty\":" + index.dirty()
                + ",\"encryption\":" + index.derivation().encryption().number()
                + ",\"entries\":[");
        list(index.entries(), IndexWriter::entry);
        covered("],\"epoch\":" + index.epoch() + ",\"failed\":[");
        list(index.failed(), IndexWriter::failure);
        covered("],\"format\":" + text(FORMAT)
                + ",\"generation\":" + index.generation()
                + ",\"kdf_parameters\":" + parameters(index.derivation())
                + ",\"kdf_salt\":" + text(index.derivation().salt().base64())
                + keyManagement(index)
                + ",\"project\":" + text(index.project())
                + ",\"tree\":" + text(index.tree()) + "}");
    }

    private interface Form<T> {
        String of(T item);
    }

    private <T> void list(List<T> items, Form<T> form) throws IOException {
        String separator = "";
        for (T item : items) {
            covered(separator + form.of(item));
            separator = ",";
        }
    }

    private static String entry(IndexEntry entry) {
        return "{\"commit\":" + text(entry.commit())
                + ",\"generation\":" + entry.generation()
                + ",\"key_id\":" + text(entry.keyId())
                + ",\"key_version\":" + text(entry.keyVersion())
                + ",\"kind\":" + text(entry.kind().text())
                + ",\"mode\":" + text(entry.mode().text())
                + ",\"path\":" + text(entry.path())
                + ",\"sha256\":" + text(entry.sha256())
                + ",\"size\":" + entry.size() + "}";
    }

    private static String failure(ProjectIndex.Failure failure) {
        return "{\"path\":" + text(failure.path()) + ",\"reason\":" + text(failure.reason()) + "}";
    }

    private static String keyManagement(ProjectIndex index) {
        return index.keyManagement() == null
                ? ""
                : ",\"key_management\":"
                        + new String(CanonicalJson.python(index.keyManagement()), StandardCharsets.US_ASCII);
    }

    private static String parameters(KeyDerivation derivation) {
        return switch (derivation) {
            case Pbkdf2 _ -> "null";
            case Argon2id argon2id -> parameters(argon2id.cost());
        };
    }

    private static String parameters(Argon2Cost cost) {
        return "{\"hash_len\":32,\"memory_cost\":%d,\"parallelism\":%d,\"time_cost\":%d}"
                .formatted(cost.memoryKib(), cost.parallelism(), cost.timeCost());
    }

    /// A string in the Python form: all but printable ASCII escaped.
    static String text(@Nullable String value) {
        if (value == null) {
            return "null";
        }
        var text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c >= ' ' && c < 0x7F) {
                        text.append(c);
                    } else {
                        text.append("\\u").append(HexFormat.of().toHexDigits(c));
                    }
                }
            }
        }
        return text.append('"').toString();
    }

    private void covered(String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.US_ASCII);
        mac.update(bytes);
        digest.update(bytes);
        out.write(bytes);
    }

    private void plain(String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.US_ASCII);
        digest.update(bytes);
        out.write(bytes);
    }
}
