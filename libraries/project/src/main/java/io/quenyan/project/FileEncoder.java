package io.quenyan.project;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.Descriptor;
import io.quenyan.format.KeySource;
import io.quenyan.format.Limits;
import io.quenyan.format.PackageException;
import io.quenyan.format.SourceContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns a file into its packages. The same file, job and material give the same bytes. Safe for use by several
/// threads.
public final class FileEncoder {

    private static final byte[] LFS =
            "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_POINTER = 1_024;

    private final EncodingJob job;
    private final @Nullable ObjectNode block;

    public FileEncoder(EncodingJob job) {
        this.job = job;
        KeyManagement management = job.keyManagement();
        this.block = management == null ? null : management.toNode();
    }

    /// Encodes one file.
    ///
    /// @param content the file's bytes, or a link's target
    public FileOutcome encode(PlannedFile file, byte[] content) {
        String path = file.path();
        if (content.length > Limits.TOKENS) {
            return failed(
                    path, UnreadableFileException.Code.BUDGET_EXCEEDED, "It has %d bytes".formatted(content.length));
        }
        if (isLfsPointer(content)) {
            return failed(
                    path,
                    UnreadableFileException.Code.LFS_POINTER,
                    "A Git LFS pointer stands where the content should be; fetch it with 'git lfs pull'");
        }
        try {
            List<EncodedEntry> entries = entries(file, content);
            return entries.isEmpty()
                    ? new FileOutcome.Excluded(path, Exclusion.NOT_A_DESCRIPTOR.text())
                    : new FileOutcome.Encoded(path, entries);
        } catch (PackageException e) {
            return new FileOutcome.Failed(path, e.code().name(), String.valueOf(e.getMessage()));
        }
    }

    private List<EncodedEntry> entries(PlannedFile file, byte[] content) {
        List<EncodedEntry> entries = new ArrayList<>(2);
        if (file.mode() != FileMode.LINK && PackageName.maybeDescriptor(file.path())) {
            DescriptorFile.read(content).ifPresent(descriptor -> entries.add(descriptor(file, descriptor)));
        }
        if (job.sources()) {
            entries.add(source(file, content));
        }
        return entries;
    }

    private EncodedEntry descriptor(PlannedFile file, Descriptor descriptor) {
        byte[] sealed =
                job.writer().write(descriptor.under(block), job.material().apply(file.path()));
        return entry(file, EntryKind.DESCRIPTOR, sealed, Sha256.hex(descriptor.contentForm()));
    }

    private EncodedEntry source(PlannedFile file, byte[] content) {
        EntryKind kind = file.mode() == FileMode.LINK ? EntryKind.LINK : EntryKind.SOURCE;
        SourceContent source = new SourceContent(content, SourceLanguage.of(file.path()), metadata(file, kind));
        byte[] sealed = job.writer().write(source, job.material().apply(file.path()));
        return entry(file, kind, sealed, source.sha256());
    }

    private ObjectNode metadata(PlannedFile file, EntryKind kind) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.putObject("quenyan")
                .put("kind", kind.text())
                .put("path", ProjectPath.percentEncoded(file.path()))
                .put("mode", file.mode().text())
                .put("project", job.projectId())
                .put("generation", job.generation());
        if (block != null) {
            metadata.set(KeySource.BLOCK, block);
        }
        return metadata;
    }

    private static EncodedEntry entry(PlannedFile file, EntryKind kind, byte[] sealed, String contentSha256) {
        return new EncodedEntry(
                kind, file.mode(), PackageName.of(file.path(), kind), sealed, Sha256.hex(sealed), contentSha256);
    }

    private static FileOutcome failed(String path, UnreadableFileException.Code code, String detail) {
        return new FileOutcome.Failed(path, code.name(), detail);
    }

    private static boolean isLfsPointer(byte[] content) {
        if (content.length < LFS.length || content.length > LONGEST_POINTER) {
            return false;
        }
        for (int i = 0; i < LFS.length; i++) {
            if (content[i] != LFS[i]) {
                return false;
            }
        }
        return new String(content, StandardCharsets.ISO_8859_1).contains("\noid sha256:");
    }
}
