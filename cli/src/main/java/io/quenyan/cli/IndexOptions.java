package io.quenyan.cli;

import io.quenyan.project.IndexFile;
import io.quenyan.project.PackageStore;
import io.quenyan.project.Sample;
import io.quenyan.project.file.PackageFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// An index and, of its packages, all or some. The packages lie where the index lies.
final class IndexOptions {

    @Option(
            names = "--index",
            paramLabel = "FILE",
            description = "The index.json of an output (default: of the project that this folder is in).")
    private @Nullable Path index;

    @Option(names = "--sample", paramLabel = "N", description = "Only so many packages, chosen by --seed.")
    private @Nullable Integer sample;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Seed of the choice (default: 0); the same seed chooses the same.")
    private long seed;

    @Option(
            names = "--project-id",
            paramLabel = "ID",
            description =
                    "The project that packages must be of (default: as the index says, else as project.json says).")
    private @Nullable String projectId;

    /// The project that was named.
    @Nullable
    String givenProject() {
        return projectId;
    }

    /// The project that the packages of `file` must be of. The index of the project that this folder is in must be its
    /// own; of another, what it says is all that is known.
    ///
    /// @throws CommandFailure exit 10 if it is of another project
    String project(IndexFile file) {
        String claimed = file.claimed().project();
        String expected = projectId;
        if (expected == null && index == null) {
            expected = Defaults.find(null).map(known -> known.projectId(null)).orElse(null);
        }
        if (expected != null && !expected.equals(claimed)) {
            throw new CommandFailure(
                    Exit.REFUSED,
                    "INDEX_FOREIGN",
                    "'%s' is the index of project '%s', not of '%s'".formatted(named(), claimed, expected));
        }
        return claimed;
    }

    boolean isGiven() {
        return index != null;
    }

    /// The index as it was found. Nobody vouches for it yet.
    IndexFile read() throws IOException {
        return read(named());
    }

    static IndexFile read(Path index) throws IOException {
        UserFile.mustBeFile(index);
        return IndexFile.parse(UserFile.read(index, IndexFile.MOST_BYTES, InputStream.nullInputStream()));
    }

    PackageStore packages() {
        return PackageFolder.open(
                Objects.requireNonNull(named().toAbsolutePath().getParent(), "a file is in a folder"));
    }

    Sample sample() {
        if (sample == null) {
            return Sample.ALL;
        }
        if (sample < 1) {
            throw new CommandFailure(Exit.USAGE, "USAGE", "--sample: at least 1, got %d".formatted(sample));
        }
        return new Sample(sample, seed);
    }

    private Path named() {
        if (index != null) {
            return index;
        }
        return Defaults.find(null)
                .filter(known -> known.file() != null && known.file().output() != null)
                .map(known -> known.output(null).resolve("index.json"))
                .orElseThrow(() -> Defaults.missing("--index"));
    }
}
