package io.quenyan.state;

import io.quenyan.project.PackageKey;
import io.quenyan.project.ProjectPath;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One digest over everything that is recorded of an output, so that no row can change, come or go unseen.
///
/// ```text
/// SHA-256 over the generation, the index's digest, and of every file, sorted by path bytes, each of its members;
/// every text is preceded by its length
/// ```
public final class InventoryDigest {

    private final MessageDigest digest = Sha256.digest();

    private InventoryDigest() {}

    /// The digest of an inventory, its files in any order.
    public static String of(long generation, String indexSha256, Collection<RecordedFile> files) {
        var made = new InventoryDigest();
        made.add(generation);
        made.add(indexSha256);
        files.stream()
                .sorted(Comparator.comparing(RecordedFile::path, ProjectPath.BY_BYTES))
                .forEach(made::add);
        return HexFormat.of().formatHex(made.digest.digest());
    }

    private void add(RecordedFile file) {
        add(file.path());
        add(file.mode().text());
        add(file.sourceSha256());
        add(file.sealed().format());
        add(file.sealed().encryption().number());
        add(file.sealed().salt());
        PackageKey key = file.sealed().key();
        add(key == null ? null : key.provider());
        add(key == null ? null : key.keyId());
        add(key == null ? null : key.version());
        add(file.dependencies().size());
        file.dependencies().forEach(this::add);
        add(file.encodedAt().toEpochMilli());
        add(file.generation());
        add(file.commit());
        add(file.reason().text());
        add(file.blob());
        add(file.packages().size());
        file.packages().forEach(each -> {
            add(each.kind().text());
            add(each.sha256());
            add(each.size());
            add(each.contentSha256());
        });
    }

    private void add(long number) {
        add(Long.toString(number));
    }

    private void add(@Nullable String text) {
        byte[] bytes = Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8);
        digest.update("%d%s:".formatted(bytes.length, text == null ? "-" : "").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
