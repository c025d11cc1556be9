package io.quenyan.project;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A project in memory.
public final class MemoryTree implements ProjectTree {

    private final Map<String, byte[]> contents = new HashMap<>();
    private final List<TreeEntry> entries = new ArrayList<>();
    private final List<FailedFile> failed = new ArrayList<>();

    public MemoryTree with(String path, String content) {
        return with(path, FileMode.FILE, content.getBytes(StandardCharsets.UTF_8));
    }

    public MemoryTree with(String path, FileMode mode, byte[] content) {
        contents.put(path, content);
        entries.add(new TreeEntry(path, mode, content.length, ""));
        entries.sort(Comparator.comparing(TreeEntry::path, ProjectPath.BY_BYTES));
        return this;
    }

    public MemoryTree withSize(String path, long size) {
        entries.add(new TreeEntry(path, FileMode.FILE, size, ""));
        entries.sort(Comparator.comparing(TreeEntry::path, ProjectPath.BY_BYTES));
        return this;
    }

    public MemoryTree withFailed(String path, String code) {
        failed.add(new FailedFile(path, code, "as told"));
        return this;
    }

    @Override
    public TreeListing list() {
        return new TreeListing(entries, failed, Map.of());
    }

    @Override
    public byte[] read(TreeEntry entry) {
        byte[] content = contents.get(entry.path());
        if (content == null) {
            throw new UnreadableFileException(UnreadableFileException.Code.UNREADABLE, "It went away");
        }
        return content;
    }

    @Override
    public Optional<Revision> revision() {
        return Optional.empty();
    }

    @Override
    public boolean dirty() {
        return false;
    }

    @Override
    public void close() {}
}
