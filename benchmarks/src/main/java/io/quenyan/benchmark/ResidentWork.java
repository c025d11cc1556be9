package io.quenyan.benchmark;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Encryption;
import io.quenyan.project.BatchOptions;
import io.quenyan.project.Dependencies;
import io.quenyan.project.IncrementalBatch;
import io.quenyan.project.IncrementalOptions;
import io.quenyan.project.IndexFile;
import io.quenyan.project.Progress;
import io.quenyan.project.ProjectBatch;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.Restoration;
import io.quenyan.project.RestoredTree;
import io.quenyan.project.Sample;
import io.quenyan.project.Selection;
import io.quenyan.project.Verification;
import io.quenyan.project.file.OwnFiles;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.file.RestoreFolder;
import io.quenyan.project.file.StateFile;
import io.quenyan.project.file.StatefulBatch;
import io.quenyan.project.git.ProjectFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/// The work of a process that stays. Whoever measures writes a line, such as `batch 2 OUTPUT`, gets `ok` and perhaps
/// figures when the work is done, and reads the CPU time of this process before and after.
public final class ResidentWork {

    private final Path project;
    private final DerivedKeys keys = ExampleKeys.fresh();
    private final PackagesInMemory version1 = new PackagesInMemory(Encryption.V1);
    private final PackagesInMemory version2 = new PackagesInMemory(Encryption.V2);
    private final Floor floor;

    private ResidentWork(Path project) throws IOException {
        this.project = project;
        this.floor = new Floor(project);
    }

    /// Serves until its input ends. The argument is the project.
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var work = new ResidentWork(Path.of(args[0]));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<String> words = List.of(line.split(" "));
            out.println("ok " + work.run(words.getFirst(), words.subList(1, words.size())));
        }
    }

    private String run(String work, List<String> arguments) throws IOException, GeneralSecurityException {
        return switch (work) {
            case "batch" -> batch(Encryption.of(number(arguments, 0)), path(arguments, 1));
            case "incremental" -> incremental(path(arguments, 0), path(arguments, 1));
            case "verify" -> verify(path(arguments, 0));
            case "restore" -> restore(path(arguments, 0), path(arguments, 1));
            case "encode" -> inMemory(arguments).encode(number(arguments, 1));
            case "decode" -> inMemory(arguments).decode(number(arguments, 1));
            case "encode-one" -> inMemory(arguments).encodeOne();
            case "decode-one" -> inMemory(arguments).decodeOne();
            case "derive" -> inMemory(arguments).derive();
            case "hash-files" -> floor.hashFiles();
            case "read" -> floor.read();
            case "hash" -> floor.hash();
            case "seal" -> floor.seal();
            case "create" -> floor.create(path(arguments, 0));
            default -> throw new IllegalArgumentException("No such work: " + work);
        };
    }

    private PackagesInMemory inMemory(List<String> arguments) {
        return Encryption.of(number(arguments, 0)) == Encryption.V1 ? version1 : version2;
    }

    private String batch(Encryption encryption, Path output) {
        try (ProjectTree tree = ProjectFolder.open(project, new OwnFiles(Set.of(output)))) {
            var batch = new ProjectBatch(tree, PackageFolder.open(output), keys, Progress.NONE);
            return Long.toString(batch.run(options(encryption)).packages());
        }
    }

    private String incremental(Path output, Path state) throws IOException {
        try (ProjectTree tree = ProjectFolder.open(project, new OwnFiles(Set.of(output)))) {
            var batch = new IncrementalBatch(tree, PackageFolder.open(output), keys, Progress.NONE);
            var options = new IncrementalOptions(options(Encryption.V2), Dependencies.NONE, false, Clock.systemUTC());
            var report = new StatefulBatch(StateFile.at(state), batch)
                    .run(options, "benchmark", (from, _, problem) -> {
                        throw new IllegalStateException("%s: %s".formatted(from, problem));
                    })
                    .report();
            return report.counts().toString();
        }
    }

    private static BatchOptions options(Encryption encryption) {
        return new BatchOptions("benchmark", new Selection(List.of(), true), encryption, false, false);
    }

    private String verify(Path output) throws IOException {
        var verification = new Verification(PackageFolder.open(output), keys, Progress.NONE);
        return Long.toString(
                verification.verify(index(output), Sample.ALL, null).ok());
    }

    private String restore(Path output, Path target) throws IOException {
        try (RestoredTree tree = RestoreFolder.open(target, false)) {
            var restoration = new Restoration(PackageFolder.open(output), keys, Progress.NONE);
            return Long.toString(restoration.restore(index(output), tree).written());
        }
    }

    private static IndexFile index(Path output) throws IOException {
        return IndexFile.parse(Files.readAllBytes(output.resolve("index.json")));
    }

    private static int number(List<String> arguments, int at) {
        return Integer.parseInt(arguments.get(at));
    }

    private static Path path(List<String> arguments, int at) {
        return Path.of(arguments.get(at));
    }
}
