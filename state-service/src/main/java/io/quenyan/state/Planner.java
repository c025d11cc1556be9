package io.quenyan.state;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Encryption;
import io.quenyan.project.Decision;
import io.quenyan.project.Dependencies;
import io.quenyan.project.DependencyManifestException;
import io.quenyan.project.FailedFile;
import io.quenyan.project.FileAction;
import io.quenyan.project.Integration;
import io.quenyan.project.Integrations;
import io.quenyan.project.NameCollisionException;
import io.quenyan.project.ObservedFile;
import io.quenyan.project.PackageCondition;
import io.quenyan.project.PlannedFile;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.ProjectListing;
import io.quenyan.project.RebuildPlan;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.Selection;
import io.quenyan.project.Sha256;
import io.quenyan.project.StoredPath;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.TreeListing;
import io.quenyan.project.UnreadableFileException;
import io.quenyan.project.WantedPackages;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.git.GitCommitTree;
import io.quenyan.project.grants.Location;
import io.quenyan.state.Refusal.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Plans a run: pins the commit, holds it against the inventory and the output, and says what the encoder is to do. Of
/// the output only the list of paths is written.
final class Planner {

    private final Secrets secrets;

    Planner(Secrets secrets) {
        this.secrets = secrets;
    }

    /// The plan for `run`.
    ///
    /// @throws RefusedException if there can be none
    RunPlan plan(Run run, Inventory inventory) {
        RebuildRequest request = run.asked();
        DerivedKeys keys = secrets.of(String.valueOf(request.passphraseRef()));
        PackageFolder output =
                PackageFolder.open(Location.file(request.outputUri()).path());
        if (!output.ours()) {
            throw new RefusedException(
                    Reason.OUTPUT_FOREIGN,
                    "'%s' holds files and is no output of packages".formatted(request.outputUri()));
        }
        Optional<CurrentIndex> index = CurrentIndex.read(output, request.projectId(), List.of(keys));
        checkBase(request, index);
        try (GitCommitTree tree = Sources.open(request.sourceUri(), request.revision())) {
            ProjectListing listing = ProjectListing.of(
                            tree, new Selection(request.includeGlobs(), request.sources()), output.foldsCase())
                    .stored();
            Look look = new Look(run, inventory, tree, listing, output, index.orElse(null), keys);
            return look.plan();
        } catch (NameCollisionException e) {
            throw new RefusedException(Reason.NAME_COLLISION, String.valueOf(e.getMessage()));
        } catch (DependencyManifestException e) {
            throw new RefusedException(Reason.DEPENDENCIES_UNREADABLE, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.FIELD_INVALID, String.valueOf(e.getMessage()));
        }
    }

    /// Follows from the request, so that a plan made twice asks the same.
    static String batchRequestId(RebuildRequest request, int attempt) {
        String cause = request.projectId()
                + '\0'
                + request.requestId()
                + '\0'
                + request.envelope().eventId();
        return "rebuild-%s-%d"
                .formatted(Sha256.hex(cause.getBytes(StandardCharsets.UTF_8)).substring(0, 32), attempt);
    }

    private static void checkBase(RebuildRequest request, Optional<CurrentIndex> index) {
        String wanted = request.baseIndexSha256();
        String current = index.map(CurrentIndex::sha256).orElse("none");
        if (wanted != null && !wanted.equals(current)) {
            throw new RefusedException(
                    Reason.BASE_INDEX_CHANGED,
                    "The current index is %s, not %s; ask again from it".formatted(current, wanted));
        }
    }

    /// One look at a project.
    private record Look(
            Run run,
            Inventory inventory,
            GitCommitTree tree,
            ProjectListing listing,
            PackageFolder output,
            @Nullable CurrentIndex index,
            DerivedKeys keys) {

        RunPlan plan() {
            RebuildRequest request = run.asked();
            Dependencies dependencies = dependencies(request);
            RebuildPlan decided = RebuildPlan.of(
                    new RebuildPlan.Recorded(inventory.files(), lost()),
                    observed(dependencies),
                    wanted(),
                    dependencies);
            List<Decision> decisions = withStrangers(decided);
            List<String> leftovers = leftovers(decisions);
            Map<String, Long> excluded = new HashMap<>(listing.excludedByReason());
            decided.excluded().forEach(path -> excluded.merge("not-a-descriptor", 1L, Long::sum));
            TreeListing all = tree.list();
            return new RunPlan(
                    tree.revision().orElseThrow().commit(),
                    tree.revision().orElseThrow().tree(),
                    all.entries().size()
                            + all.failed().size()
                            + all.excluded().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum(),
                    excluded,
                    decisions,
                    listing.failed(),
                    leftovers,
                    targets(dependencies),
                    Integrations.of(tree).stream().map(Integration::system).toList(),
                    index == null ? null : index.sha256(),
                    ask(request, decisions, leftovers));
        }

        /// Whether nothing vouches for the packages that are there: what was known is lost, or the encoder's own
        /// records of the current index are.
        private boolean lost() {
            boolean encoderLost = index != null && index.sha256().equals(run.refusedBase());
            return inventory.condition().lost(index != null) || encoderLost;
        }

        private WantedPackages wanted() {
            RebuildRequest request = run.asked();
            Set<String> lostSalts = index == null
                    ? Set.of()
                    : new PackageCheck(output, index)
                            .lostSalts(inventory.files().values(), keys);
            return new WantedPackages(
                    request.sources(), Encryption.of(request.encryption()), null, lostSalts, request.force());
        }

        private Dependencies dependencies(RebuildRequest request) {
            Map<String, List<String>> named = new HashMap<>();
            inventory.files().values().forEach(file -> named.put(file.path(), file.dependencies()));
            Dependencies told = Dependencies.of(named);
            return request.dependenciesPath() == null ? told : told.and(manifest(request.dependenciesPath()));
        }

        private Dependencies manifest(String path) {
            TreeEntry entry = tree.list().entries().stream()
                    .filter(each -> each.path().equals(path))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(
                            Reason.DEPENDENCIES_UNREADABLE, "'%s' is not in the commit".formatted(path)));
            try {
                return Dependencies.parse(tree.read(entry));
            } catch (UnreadableFileException e) {
                throw new RefusedException(
                        Reason.DEPENDENCIES_UNREADABLE, "'%s' cannot be read: %s".formatted(path, e.getMessage()));
            }
        }

        private RebuildPlan.Observed observed(Dependencies dependencies) {
            PackageCheck check = index == null ? null : new PackageCheck(output, index);
            List<ObservedFile> files = new ArrayList<>();
            for (PlannedFile file : listing.files()) {
                RecordedFile known = inventory.files().get(file.path());
                PackageCondition condition =
                        known == null || check == null ? PackageCondition.MISSING : check.of(known);
                files.add(new ObservedFile(file.path(), file.mode(), true, changed(file.entry(), known), condition));
            }
            Set<String> targets = Set.copyOf(targets(dependencies));
            tree.list().entries().stream()
                    .filter(entry -> targets.contains(entry.path()))
                    .forEach(entry -> files.add(new ObservedFile(
                            entry.path(),
                            entry.mode(),
                            false,
                            changed(entry, inventory.files().get(entry.path())),
                            PackageCondition.SOUND)));
            return new RebuildPlan.Observed(
                    files, listing.failed().stream().map(FailedFile::path).collect(Collectors.toSet()));
        }

        private boolean changed(TreeEntry entry, @Nullable RecordedFile known) {
            return known != null && !entry.ref().equals(known.blob());
        }

        /// Paths of the commit that files depend on and that get no package themselves.
        private List<String> targets(Dependencies dependencies) {
            Set<String> packaged =
                    listing.files().stream().map(PlannedFile::path).collect(Collectors.toSet());
            Set<String> targets = dependencies.targets();
            return tree.list().entries().stream()
                    .map(TreeEntry::path)
                    .filter(path -> targets.contains(path) && !packaged.contains(path) && StoredPath.fits(path))
                    .toList();
        }

        /// Packages of the index of which nothing is recorded and that belong to the project no longer go too.
        private List<Decision> withStrangers(RebuildPlan decided) {
            Set<String> paths = paths(decided.decisions());
            Stream<Decision> strangers = index == null
                    ? Stream.empty()
                    : index.byPath().keySet().stream()
                            .filter(path -> !paths.contains(path))
                            .map(path -> new Decision(path, FileAction.REMOVED, null));
            return Stream.concat(decided.decisions().stream(), strangers).toList();
        }

        /// Of what the index says that it failed, and is no longer there to fail.
        private List<String> leftovers(List<Decision> decisions) {
            Set<String> paths = paths(decisions);
            return failedBefore().stream()
                    .filter(path -> !paths.contains(path))
                    .sorted()
                    .toList();
        }

        private static Set<String> paths(List<Decision> decisions) {
            return decisions.stream().map(Decision::path).collect(Collectors.toSet());
        }

        private RunPlan.@Nullable Ask ask(RebuildRequest request, List<Decision> decisions, List<String> leftovers) {
            String id = batchRequestId(request, run.attempt() + 1);
            if (index == null || lost() || request.force()) {
                return new RunPlan.Ask(id, null);
            }
            PathList list = PathList.of(decisions, leftovers, failedBefore());
            if (list.isEmpty()) {
                return null;
            }
            byte[] lines = list.lines();
            String sha256 = Sha256.hex(lines);
            // Not in the folder of unfinished files, which the encoder clears; and named after its content and who
            // asks, so that nobody changes a list, or takes one away, under somebody's hands.
            String name = "quenyan-paths-%s.jsonl"
                    .formatted(Sha256.hex((id + sha256).getBytes(StandardCharsets.UTF_8))
                            .substring(0, 16));
            output.publishBeside(name, lines);
            return new RunPlan.Ask(id, new RunPlan.Part(name, sha256, index.sha256()));
        }

        private Set<String> failedBefore() {
            return index == null
                    ? new HashSet<>()
                    : index.index().failed().stream()
                            .map(ProjectIndex.Failure::path)
                            .collect(Collectors.toSet());
        }
    }
}
