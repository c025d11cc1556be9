package io.quenyan.state;

import io.quenyan.format.DerivedKeys;
import io.quenyan.project.FailedFile;
import io.quenyan.project.RebuildReason;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.grants.Grants;
import io.quenyan.project.grants.Location;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes in what the encoder made: verifies the index, reads again what its packages must hold, and accounts for every
/// file of the plan. Done twice it comes to the same.
final class Finisher {

    /// The list of a run's files, beside the index.
    static final String FILES = "incremental.jsonl";

    private final Secrets secrets;
    private final Grants grants;

    Finisher(Secrets secrets, Grants grants) {
        this.secrets = secrets;
        this.grants = grants;
    }

    /// What the run came to; nothing if the output moved on since.
    ///
    /// @throws RefusedException if the index is not to be believed
    Optional<RunResult> finish(Run run, Inventory before) {
        PackageFolder output = PackageFolder.open(Location.file(run.outputUri()).path());
        Optional<CurrentIndex> index = CurrentIndex.read(output, run.projectId(), keys(run));
        EncodedBatch batch = run.batch();
        String expected = batch == null ? run.planned().indexSha256() : batch.indexSha256();
        if (index.isEmpty() || !index.get().sha256().equals(expected)) {
            return Optional.empty();
        }
        return Optional.of(
                batch == null
                        ? unchanged(run, before, output, index.get())
                        : taken(run, before, output, index.get(), batch));
    }

    /// Takes the list of paths away that the encoder was given.
    static void cleanUp(Run run) {
        RunPlan.Ask ask = run.plan() == null ? null : run.plan().ask();
        if (ask != null && ask.paths() != null) {
            PackageFolder.open(Location.file(run.outputUri()).path())
                    .remove(List.of(ask.paths().name()));
        }
    }

    /// The index stands as it was: nothing was to be done.
    private static RunResult unchanged(Run run, Inventory before, PackageFolder output, CurrentIndex index) {
        Account account = Account.of(run.planned(), index, 0, before.files(), Map.of());
        return result(null, index, account, FileLines.publish(output, FILES, account.results()));
    }

    private RunResult taken(Run run, Inventory before, PackageFolder output, CurrentIndex index, EncodedBatch batch) {
        List<RecordedFile> files = recorded(run, before, index, batch);
        RunResult.Taken taken =
                new RunResult.Taken(InventoryDigest.of(index.index().generation(), index.sha256(), files), files);
        if (run.request() == null) {
            return result(taken, index, Account.nothing(), null);
        }
        Inventory now = Inventory.of(new Inventory.Output(0, index.index().generation(), index.sha256()), files);
        Map<String, FailedFile> failures = FileLines.failures(output, batch.failuresSha256());
        Account account = Account.of(run.planned(), index, batch.generation(), now.files(), failures);
        return result(taken, index, account, FileLines.publish(output, FILES, account.results()));
    }

    private static List<RecordedFile> recorded(Run run, Inventory before, CurrentIndex index, EncodedBatch batch) {
        Instant encodedAt = batch.occurredAt();
        RunPlan plan = run.plan();
        try (Contents contents = new Contents(batch.sourceUri())) {
            if (plan == null) {
                String commit = index.index().commit();
                if (commit == null) {
                    throw Recording.altered("it was not made from a commit");
                }
                Set<String> maybe = Recording.maybeDescriptors(contents.at(commit));
                return new Recording(before, index, encodedAt, contents, Map.of()).files(maybe, Set.of());
            }
            Map<String, RebuildReason> reasons = Recording.reasons(plan.decisions());
            // With sources every file has a package.
            Set<String> read = run.asked().sources() ? Set.of() : reasons.keySet();
            return new Recording(before, index, encodedAt, contents, reasons)
                    .files(read, Set.copyOf(plan.dependencyTargets()));
        }
    }

    /// Of a batch that somebody else asked for nobody says which passphrase it was: it is one of the project's.
    private Collection<DerivedKeys> keys(Run run) {
        if (run.request() != null) {
            return List.of(secrets.of(Objects.requireNonNull(run.request().passphraseRef())));
        }
        Stream<String> references = Stream.of(grants.projects().get(run.projectId()))
                .filter(Objects::nonNull)
                .flatMap(granted -> granted.passphraseRefs().stream());
        return references.sorted().map(secrets::find).flatMap(Optional::stream).toList();
    }

    private static RunResult result(
            RunResult.@Nullable Taken taken, CurrentIndex current, Account account, RunResult.@Nullable FileList list) {
        var index = current.index();
        return new RunResult(
                taken,
                new RunResult.Index(
                        current.sha256(),
                        index.contentSha256(),
                        index.derivation().encryption().number(),
                        index.generation(),
                        index.epoch(),
                        index.commit(),
                        index.entries().size(),
                        index.entries().stream()
                                .mapToLong(entry -> entry.size())
                                .sum()),
                account.counts(),
                account.unaccounted(),
                account.results(),
                list);
    }
}
