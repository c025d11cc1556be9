package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.encoder.TaskResult.StoredPackage;
import io.quenyan.format.DerivedKey;
import io.quenyan.outbox.Failpoint;
import io.quenyan.project.ContentDigest;
import io.quenyan.project.EntryKind;
import io.quenyan.project.FailedFile;
import io.quenyan.project.FailureList;
import io.quenyan.project.FileMode;
import io.quenyan.project.IndexEntry;
import io.quenyan.project.OutputRefusedException;
import io.quenyan.project.PackageStore;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.Protection;
import io.quenyan.project.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Ends a batch: holds every package against its digest, writes the index, and only then is the answer given.
///
/// Done twice it writes the same index. A package that is missing or altered has its task done again; the seed
/// makes that the same package.
public final class Finisher {

    private final BatchStore store;
    private final ProjectKeys keys;
    private final Clock clock;

    public Finisher(BatchStore store, ProjectKeys keys, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /// Finishes the claimed batch, or has its damaged packages written again.
    void finish(Claim claim, Batch batch) {
        TaskResult results = store.results(batch.id());
        PackageStore output = Outputs.open(batch.request());
        Failpoint.reached("finish.listed");
        Set<String> damaged = damaged(output, results.packages());
        if (!damaged.isEmpty()) {
            repair(claim, batch, damaged);
            return;
        }
        BatchResult result = publish(claim, batch, results, output);
        Failpoint.reached("finish.indexed");
        store.finished(claim, result);
        Failpoint.reached("finish.committed");
    }

    /// Ends a batch whose index is in place already, without looking at its packages again. False if it is not.
    boolean finishPublished(Claim claim, Batch batch) {
        Outputs.Current current = current(batch);
        if (current.generation() != batch.generation()) {
            return false;
        }
        TaskResult results = store.results(batch.id());
        ProjectIndex index = index(batch, results);
        if (!isInPlace(index, current)) {
            return false;
        }
        store.finished(claim, result(results, index, Objects.requireNonNull(current.sha256())));
        return true;
    }

    private Outputs.Current current(Batch batch) {
        try (Protection under = keys.of(batch.request())) {
            return Outputs.current(batch.request(), under.secret());
        }
    }

    private void repair(Claim claim, Batch batch, Set<String> damaged) {
        if (clock.instant().isAfter(batch.notAfter())) {
            throw new RefusedException(
                    Reason.EXPIRED,
                    "%d packages are missing or altered, among them '%s'"
                            .formatted(damaged.size(), damaged.iterator().next()));
        }
        store.damaged(claim, damaged);
    }

    private static Set<String> damaged(PackageStore output, List<StoredPackage> packages) {
        return packages.stream()
                // One byte more, to see what was appended.
                .filter(stored -> output.read(stored.name(), stored.bytes() + 1)
                        .filter(content -> Sha256.hex(content).equals(stored.sha256()))
                        .isEmpty())
                .map(StoredPackage::name)
                .collect(Collectors.toSet());
    }

    private BatchResult publish(Claim claim, Batch batch, TaskResult results, PackageStore output) {
        ProjectIndex index = index(batch, results);
        try (Protection under = keys.of(batch.request());
                PackageStore.Claim _ = output.claim()) {
            DerivedKey key = under.secret()
                    .get(batch.planned().derivation(), batch.planned().block());
            checkReplaced(batch, index, Outputs.current(batch.request(), under.secret()), clock.instant());
            if (!store.renew(claim)) {
                throw new IllegalStateException("The end of batch %d is no longer ours".formatted(batch.id()));
            }
            failures(results).publish(output);
            Failpoint.reached("finish.checked");
            return result(results, index, output.publish(index, key).sha256());
        } catch (OutputRefusedException e) {
            throw Outputs.refusedOr(e);
        }
    }

    /// Looks again at what the index will replace: since the plan somebody else may have written. An index of ours
    /// that is in place already stands, whatever the time.
    static void checkReplaced(Batch batch, ProjectIndex index, Outputs.Current current, Instant now) {
        if (isInPlace(index, current)) {
            return;
        }
        if (now.isAfter(batch.notAfter())) {
            throw new RefusedException(Reason.EXPIRED, "Not finished by %s".formatted(batch.notAfter()));
        }
        String base = batch.request().baseIndexSha256();
        if (current.generation() >= index.generation() || (base != null && !base.equals(current.sha256()))) {
            throw new RefusedException(
                    Reason.BASE_INDEX_CHANGED,
                    "Another writer put index %s of generation %d there meanwhile; ask again"
                            .formatted(current.sha256(), current.generation()));
        }
    }

    private static boolean isInPlace(ProjectIndex index, Outputs.Current current) {
        return current.generation() == index.generation()
                && index.contentSha256().equals(current.contentSha256());
    }

    private static FailureList failures(TaskResult results) {
        return new FailureList(results.failures().stream()
                .map(failure -> new FailedFile(failure.path(), failure.reason(), failure.detail()))
                .toList());
    }

    private static ProjectIndex index(Batch batch, TaskResult results) {
        Batch.Plan plan = batch.planned();
        return new ProjectIndex(
                batch.projectId(),
                plan.commit(),
                plan.tree(),
                false,
                batch.generation(),
                batch.request().pipelineEpoch(),
                plan.derivation(),
                plan.block(),
                ContentDigest.of(results.packages().stream().map(Finisher::line).toList()),
                results.failures().stream()
                        .map(failure -> new ProjectIndex.Failure(failure.path(), failure.reason()))
                        .toList(),
                results.packages().stream().map(Finisher::entry).toList());
    }

    private static ContentDigest.Line line(StoredPackage stored) {
        return new ContentDigest.Line(
                EntryKind.of(stored.kind()), FileMode.of(stored.mode()), stored.contentSha256(), stored.path());
    }

    private static IndexEntry entry(StoredPackage stored) {
        return new IndexEntry(
                stored.path(),
                EntryKind.of(stored.kind()),
                FileMode.of(stored.mode()),
                stored.sha256(),
                stored.bytes(),
                stored.keyId(),
                stored.keyVersion(),
                stored.generation(),
                stored.commit());
    }

    private static BatchResult result(TaskResult results, ProjectIndex index, String indexSha256) {
        FailureList failures = failures(results);
        return new BatchResult(
                indexSha256,
                index.contentSha256(),
                results.packages().stream().map(StoredPackage::path).distinct().count(),
                failures.failed().size(),
                results.packages().size(),
                results.packages().stream().mapToLong(StoredPackage::bytes).sum(),
                failures.failed().isEmpty() ? null : new BatchResult.FailureList(FailureList.NAME, failures.sha256()));
    }
}
