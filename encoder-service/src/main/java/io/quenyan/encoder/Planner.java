package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.encoder.TaskResult.Failure;
import io.quenyan.project.Integration;
import io.quenyan.project.Integrations;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.NameCollisionException;
import io.quenyan.project.PackageKey;
import io.quenyan.project.PlannedFile;
import io.quenyan.project.ProjectListing;
import io.quenyan.project.ProjectSecret;
import io.quenyan.project.Protection;
import io.quenyan.project.Revision;
import io.quenyan.project.Selection;
import io.quenyan.project.StoredPath;
import io.quenyan.project.TreeListing;
import io.quenyan.project.git.GitCommitTree;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Plans a batch: pins the commit, lists what belongs to the request, and looks at the output it will write into.
/// Nothing is written yet.
public final class Planner {

    private final BatchStore store;
    private final ProjectKeys keys;
    private final Sources sources;
    private final Clock clock;

    public Planner(BatchStore store, ProjectKeys keys, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.sources = new Sources();
    }

    /// The plan for `batch`.
    ///
    /// @throws RefusedException if there can be none
    BatchPlan plan(Batch batch) {
        EncodeRequest request = batch.request();
        if (clock.instant().isAfter(batch.notAfter())) {
            throw new RefusedException(Reason.EXPIRED, "Not begun by %s".formatted(batch.notAfter()));
        }
        try (GitCommitTree tree = sources.open(request, request.revision());
                Protection under = keys.of(request)) {
            Outputs.Current current = Outputs.current(request, under.secret());
            ProjectListing listing = ProjectListing.of(
                            tree, new Selection(request.includeGlobs(), request.sources()), current.foldsCase())
                    .stored();
            KeyManagement block = dataKey(request, under.secret(), current);
            BatchPlan whole = whole(tree, listing, current, block);
            BatchPlan plan = request.partial() ? partial(request, current, whole, tree.list()) : whole;
            checkKeyUse(request, plan);
            return plan;
        } catch (NameCollisionException e) {
            throw new RefusedException(Reason.NAME_COLLISION, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.FIELD_INVALID, String.valueOf(e.getMessage()));
        }
    }

    /// The batch's data key: that of the output or of the project's last batch, while it is young and of the current
    /// version, else a new one. Null for a passphrase.
    private @Nullable KeyManagement dataKey(EncodeRequest request, ProjectSecret secret, Outputs.Current current) {
        PackageKey wanted = secret.wanted();
        if (wanted == null) {
            return null;
        }
        KeyManagement before = Optional.ofNullable(current.keyManagement())
                .filter(block -> block.key().equals(wanted))
                .orElseGet(() -> store.dataKey(request.projectId(), wanted).orElse(null));
        KeyManagement block = Objects.requireNonNull(secret.sealing(before).block());
        if (store.isCompromised(block)) {
            throw Refusal.compromised(block);
        }
        return block;
    }

    /// Version 1 shares one key among the packages of a batch.
    static void checkKeyUse(EncodeRequest request, BatchPlan plan) {
        if (request.encryption() == 1 && plan.mostPackages() > BatchPlan.MOST_V1_PACKAGES) {
            throw new RefusedException(
                    Reason.ENCRYPTION_UNSUPPORTED,
                    "Encryption version 1 takes at most %d packages a batch, which may become %d; use version 2"
                            .formatted(BatchPlan.MOST_V1_PACKAGES, plan.mostPackages()));
        }
    }

    private static BatchPlan whole(
            GitCommitTree tree,
            ProjectListing listing,
            Outputs.Current current,
            @Nullable KeyManagement keyManagement) {
        Revision revision = tree.revision().orElseThrow();
        return new BatchPlan(
                revision.commit(),
                revision.tree(),
                listing.files(),
                listing.failed().stream()
                        .map(failed -> new Failure(failed.path(), failed.code(), failed.detail()))
                        .toList(),
                listing.excludedByReason(),
                current.generation(),
                Integrations.of(tree).stream().map(Integration::system).toList(),
                null,
                keyManagement);
    }

    private static BatchPlan partial(EncodeRequest request, Outputs.Current current, BatchPlan whole, TreeListing all) {
        String base = request.baseIndexSha256();
        if (base == null || !base.equals(current.sha256())) {
            throw new RefusedException(
                    Reason.BASE_INDEX_CHANGED,
                    "The current index is %s, not %s; ask again from it".formatted(current.sha256(), base));
        }
        return part(whole, PathList.read(request), current, all);
    }

    /// What becomes of the listed paths: each is encoded, or known to fail.
    static BatchPlan part(BatchPlan whole, PathList paths, Outputs.Current current, TreeListing all) {
        Map<String, PlannedFile> known =
                whole.files().stream().collect(Collectors.toMap(PlannedFile::path, Function.identity()));
        Map<String, Failure> failing =
                whole.failures().stream().collect(Collectors.toMap(Failure::path, Function.identity(), (a, _) -> a));
        List<PlannedFile> files = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String path : paths.encode()) {
            PlannedFile file = known.get(path);
            Failure failure = failing.get(StoredPath.of(path));
            if (file != null) {
                files.add(file);
            } else if (failure != null) {
                failures.add(failure);
            } else {
                throw new RefusedException(
                        Reason.PATHS_UNREADABLE,
                        "'%s' is to be encoded and %s"
                                .formatted(path, holds(all, path) ? "is excluded" : "is not in the commit"));
            }
        }
        Set<String> replaced = paths.all().stream().map(StoredPath::of).collect(Collectors.toUnmodifiableSet());
        return whole.limitedTo(
                files,
                failures,
                new BatchPlan.Base(
                        Objects.requireNonNull(current.sha256()),
                        replaced,
                        sameDataKey(whole, current) ? current.derivation() : null));
    }

    private static boolean sameDataKey(BatchPlan plan, Outputs.Current current) {
        return Objects.equals(wrapped(plan.keyManagement()), wrapped(current.keyManagement()));
    }

    private static @Nullable String wrapped(@Nullable KeyManagement block) {
        return block == null ? null : block.wrappedKey();
    }

    private static boolean holds(TreeListing all, String path) {
        return all.entries().stream().anyMatch(entry -> entry.path().equals(path))
                || all.failed().stream().anyMatch(failed -> failed.path().equals(path));
    }
}
