package io.quenyan.benchmark;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Descriptor;
import io.quenyan.format.Encryption;
import io.quenyan.format.Inspection;
import io.quenyan.format.PackageReader;
import io.quenyan.format.PackageWriter;
import io.quenyan.format.SealingMaterial;
import io.quenyan.format.SourceContent;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Packages in memory, under a key that was derived before: what each file of a batch costs.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PackageBenchmark {

    /// Encryption version.
    @Param({"V1", "V2"})
    public Encryption encryption = Encryption.V2;

    /// Length of the source file in bytes; 5,800 is the mean of a real tree.
    @Param({"5800", "1000000"})
    public int size = ExampleSource.MEAN_BYTES;

    private final SealingMaterial material = SealingMaterial.random(new SecureRandom());
    private @Nullable SourceContent source;
    private @Nullable PackageWriter writer;
    private @Nullable PackageReader reader;
    private byte @Nullable [] packaged;

    @Setup
    public void prepare() {
        DerivedKeys keys = ExampleKeys.fresh();
        source = ExampleSource.of(size);
        writer = new PackageWriter(keys.get(ExampleKeys.derivation(encryption)));
        reader = new PackageReader(keys);
        packaged = encode();
    }

    @Benchmark
    public byte[] encode() {
        return Objects.requireNonNull(writer).write(Objects.requireNonNull(source), material);
    }

    @Benchmark
    public Descriptor decode() {
        return Objects.requireNonNull(reader).read(Objects.requireNonNull(packaged));
    }

    @Benchmark
    public Inspection inspect() {
        return Inspection.of(Objects.requireNonNull(packaged));
    }
}
