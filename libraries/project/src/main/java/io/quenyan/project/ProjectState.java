package io.quenyan.project;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All that is remembered of a project between two runs.
///
/// @param lineage names the line of revisions that follow each other; a state that starts afresh has a new one
/// @param revision counts the states of a lineage, from 1
/// @param output null before the first whole run
/// @param files sorted by path bytes
public record ProjectState(
        UUID lineage,
        long revision,
        String project,
        Instant updatedAt,
        @Nullable RecordedOutput output,
        List<RecordedFile> files) {

    /// Sorts `files`.
    public ProjectState {
        if (revision < 1) {
            throw new IllegalArgumentException("Revisions start at 1, got %d".formatted(revision));
        }
        files = files.stream()
                .sorted(Comparator.comparing(RecordedFile::path, ProjectPath.BY_BYTES))
                .toList();
    }

    /// The first state of a new lineage.
    public static ProjectState first(
            String project, Instant now, @Nullable RecordedOutput output, List<RecordedFile> files) {
        return new ProjectState(UUID.randomUUID(), 1, project, now, output, files);
    }

    /// The state that follows this one, and `latest`, if a later one of its lineage is known.
    public ProjectState next(
            long latest, Instant now, @Nullable RecordedOutput nextOutput, List<RecordedFile> nextFiles) {
        return new ProjectState(lineage, Math.max(latest, revision) + 1, project, now, nextOutput, nextFiles);
    }

    /// This state, put back after `latest` of its lineage had been reached: nothing that saves looking at a file is
    /// kept.
    public ProjectState restored(long latest, Instant now) {
        return new ProjectState(
                lineage,
                Math.max(latest, revision) + 1,
                project,
                now,
                output,
                files.stream().map(RecordedFile::withoutStamps).toList());
    }

    /// Whether `next` remembers nothing else than this one.
    public boolean says(ProjectState next) {
        return project.equals(next.project) && Objects.equals(output, next.output) && files.equals(next.files);
    }

    /// Its entries by path.
    public Map<String, RecordedFile> byPath() {
        Map<String, RecordedFile> byPath = HashMap.newHashMap(files.size());
        files.forEach(file -> byPath.put(file.path(), file));
        return byPath;
    }
}
