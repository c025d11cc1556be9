package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.project.Integration;
import io.quenyan.project.Integrations;
import io.quenyan.project.NameCollisionException;
import io.quenyan.project.PlannedFile;
import io.quenyan.project.ProjectListing;
import io.quenyan.project.Revision;
import io.quenyan.project.Selection;
import io.quenyan.project.git.GitCommitTree;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Plans a batch: pins the commit, lists what belongs to the request, and looks at the output it will write into.
/// Nothing is written yet.
public final class Planner {

    private final Grants grants;
    private final Sources sources;
    private final Outputs outputs;
    private final Clock clock;

    public Planner(Grants grants, ProjectKeys keys, Clock clock) {
        this.grants = grants;
        this.clock = clock;
        this.sources = new Sources();
        this.outputs = new Outputs(keys);
    }

    /// The plan for `batch`.
    ///
    /// @throws RefusedException if there can be none
    BatchPlan plan(Batch batch) {
        EncodeRequest request = batch.request();
        if (clock.instant().isAfter(batch.notAfter())) {
            throw new RefusedException(Reason.EXPIRED, "Not begun by %s".formatted(batch.notAfter()));
        }
        grants.checkReally(request);
        try (GitCommitTree tree = sources.open(request, request.revision())) {
            Outputs.Current current = outputs.current(request);
            ProjectListing listing = ProjectListing.of(
                    tree, new Selection(request.includeGlobs(), request.sources()), current.foldsCase());
            BatchPlan whole = whole(tree, listing, current);
            return request.partial() ? partial(request, current, whole) : whole;
        } catch (NameCollisionException e) {
            throw new RefusedException(Reason.NAME_COLLISION, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.FIELD_INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static BatchPlan whole(GitCommitTree tree, ProjectListing listing, Outputs.Current current) {
        Revision revision = tree.revision().orElseThrow();
        return new BatchPlan(
                revision.commit(),
                revision.tree(),
                listing.files(),
                listing.failed().stream()
                        .map(failed -> new TaskResult.Failure(failed.path(), failed.code(), failed.detail()))
                        .toList(),
                listing.excludedByReason(),
                current.generation(),
                Integrations.of(tree).stream().map(Integration::system).toList(),
                null);
    }

    private static BatchPlan partial(EncodeRequest request, Outputs.Current current, BatchPlan whole) {
        String base = request.baseIndexSha256();
        if (base == null || !base.equals(current.sha256())) {
            throw new RefusedException(
                    Reason.BASE_INDEX_CHANGED,
                    "The current index is %s, not %s; ask again from it".formatted(current.sha256(), base));
        }
        PathList paths = PathList.read(request);
        Map<String, PlannedFile> known =
                whole.files().stream().collect(Collectors.toMap(PlannedFile::path, Function.identity()));
        List<PlannedFile> files =
                paths.encode().stream().map(path -> known(known, path)).toList();
        return whole.limitedTo(files, new BatchPlan.Base(base, paths.all()));
    }

    private static PlannedFile known(Map<String, PlannedFile> known, String path) {
        PlannedFile file = known.get(path);
        if (file == null) {
            throw new RefusedException(
                    Reason.PATHS_UNREADABLE, "'%s' is to be encoded and is not in the commit".formatted(path));
        }
        return file;
    }
}
