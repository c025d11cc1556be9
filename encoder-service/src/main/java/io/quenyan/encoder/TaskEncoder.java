package io.quenyan.encoder;

import io.quenyan.encoder.TaskResult.Failure;
import io.quenyan.encoder.TaskResult.StoredPackage;
import io.quenyan.format.DerivedKey;
import io.quenyan.format.PackageWriter;
import io.quenyan.format.SealingMaterial;
import io.quenyan.outbox.Failpoint;
import io.quenyan.project.EncodedEntry;
import io.quenyan.project.EncodingJob;
import io.quenyan.project.FileEncoder;
import io.quenyan.project.FileOutcome;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.MemoryBudget;
import io.quenyan.project.OutputRefusedException;
import io.quenyan.project.PackageStore;
import io.quenyan.project.PlannedFile;
import io.quenyan.project.Protection;
import io.quenyan.project.UnreadableFileException;
import io.quenyan.project.git.GitCommitTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Encodes the files of a task into packages of the output.
///
/// All the randomness comes from the batch's seed and salt, so a task done twice, even at the same moment by a
/// worker that was thought dead, writes the same bytes. Packages are durable and visible before the result is
/// returned.
public final class TaskEncoder {

    /// After so many crashes the files of a task are tried one by one.
    static final int CRASHES_BEFORE_SUSPICION = 3;

    /// A death over a file that was tried alone may be chance; five in a row are not.
    static final int DEATHS_BEFORE_BLAME = 5;

    private final BatchStore store;
    private final ProjectKeys keys;
    private final Sources sources = new Sources();

    /// One for all workers of the process.
    private final MemoryBudget memory = MemoryBudget.halfTheHeap();

    public TaskEncoder(BatchStore store, ProjectKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /// What became of the claimed task's files.
    TaskResult encode(Claim claim, Batch batch) {
        EncodeRequest request = batch.request();
        Batch.Plan plan = batch.planned();
        blame(claim);
        try (Protection under = keys.of(request)) {
            DerivedKey key = under.secret().get(plan.derivation(), plan.block());
            Failpoint.reached("task.derived");
            return encode(claim, batch, key);
        }
    }

    private TaskResult encode(Claim claim, Batch batch, DerivedKey key) {
        EncodeRequest request = batch.request();
        Batch.Plan plan = batch.planned();
        FileEncoder encoder = new FileEncoder(new EncodingJob(
                request.projectId(),
                batch.generation(),
                request.sources(),
                plan.keyManagement(),
                new PackageWriter(key),
                path -> SealingMaterial.seeded(plan.seed(), path)));
        PackageStore output = Outputs.open(request);
        try (GitCommitTree tree = sources.open(request, plan.commit())) {
            Run run = new Run(batch, tree, encoder, output, new Collected());
            return claim.crashes() < CRASHES_BEFORE_SUSPICION
                    ? run.together(claim, store.files(claim))
                    : run.oneByOne(claim, store.files(claim));
        } catch (OutputRefusedException e) {
            throw Outputs.refusedOr(e);
        }
    }

    /// Workers died while this path was tried alone, one after the other: it is to blame.
    private void blame(Claim claim) {
        if (claim.suspect() != null && claim.suspected() >= DEATHS_BEFORE_BLAME) {
            store.blame(
                    claim,
                    new Failure(
                            claim.suspect(),
                            "ENCODER_CRASHED",
                            "The encoder died over this file alone, five times in a row"));
        }
    }

    /// What was collected so far.
    private record Collected(List<StoredPackage> packages, List<Failure> failures, Map<String, Long> excluded) {
        Collected() {
            this(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
        }
    }

    private final class Run {
        private final Batch batch;
        private final GitCommitTree tree;
        private final FileEncoder encoder;
        private final PackageStore output;
        private final Collected collected;

        Run(Batch batch, GitCommitTree tree, FileEncoder encoder, PackageStore output, Collected collected) {
            this.batch = batch;
            this.tree = tree;
            this.encoder = encoder;
            this.output = output;
            this.collected = collected;
        }

        TaskResult together(Claim claim, List<PlannedFile> files) {
            try (PackageStore.Batch packages = output.begin()) {
                files.forEach(file -> encode(file, packages));
                Failpoint.reached("task.written");
                show(claim, packages);
            }
            return result();
        }

        TaskResult oneByOne(Claim claim, List<PlannedFile> files) {
            for (PlannedFile file : suspectFirst(claim, files)) {
                store.suspect(claim, file.path());
                try (PackageStore.Batch packages = output.begin()) {
                    encode(file, packages);
                    show(claim, packages);
                }
            }
            store.suspect(claim, null);
            return result();
        }

        private static List<PlannedFile> suspectFirst(Claim claim, List<PlannedFile> files) {
            return files.stream()
                    .sorted(Comparator.comparing(
                            (PlannedFile file) -> !file.path().equals(claim.suspect())))
                    .toList();
        }

        /// Gives the packages their names, unless the lease was lost for so long that the output may have moved
        /// on.
        private void show(Claim claim, PackageStore.Batch packages) {
            if (!store.renew(claim)) {
                throw new IllegalStateException(
                        "Task %d of batch %d is no longer ours".formatted(claim.task(), claim.batchId()));
            }
            packages.commit();
        }

        private void encode(PlannedFile file, PackageStore.Batch packages) {
            try (MemoryBudget.Taken _ = memory.take(file.size())) {
                encodeNow(file, packages);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Stopped while '%s' waited for memory".formatted(file.path()), e);
            }
        }

        private void encodeNow(PlannedFile file, PackageStore.Batch packages) {
            switch (outcome(file)) {
                case FileOutcome.Encoded(String path, List<EncodedEntry> entries) ->
                    entries.forEach(entry -> {
                        packages.write(entry.packageName(), entry.content());
                        collected.packages().add(stored(path, entry));
                    });
                case FileOutcome.Excluded excluded -> collected.excluded().merge(excluded.reason(), 1L, Long::sum);
                case FileOutcome.Failed(String path, String code, String detail) ->
                    collected.failures().add(new Failure(path, code, detail));
            }
        }

        private FileOutcome outcome(PlannedFile file) {
            byte[] content;
            try {
                content = tree.read(file.entry());
            } catch (UnreadableFileException e) {
                return new FileOutcome.Failed(file.path(), e.code().name(), String.valueOf(e.getMessage()));
            }
            return encoder.encode(file, content);
        }

        private StoredPackage stored(String path, EncodedEntry entry) {
            KeyManagement block = batch.planned().keyManagement();
            return new StoredPackage(
                    path,
                    entry.kind().text(),
                    entry.mode().text(),
                    entry.packageName(),
                    entry.sha256(),
                    entry.size(),
                    entry.contentSha256(),
                    batch.generation(),
                    batch.planned().commit(),
                    block == null ? null : block.keyId(),
                    block == null ? null : block.keyVersion());
        }

        private TaskResult result() {
            return new TaskResult(
                    List.copyOf(collected.packages()),
                    List.copyOf(collected.failures()),
                    Map.copyOf(collected.excluded()));
        }
    }
}
