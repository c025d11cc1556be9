package io.quenyan.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.Argon2Cost;
import io.quenyan.format.Argon2id;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Descriptor;
import io.quenyan.format.Encryption;
import io.quenyan.format.Inspection;
import io.quenyan.format.KdfLimits;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.PackageReader;
import io.quenyan.format.PackageWriter;
import io.quenyan.format.Passphrase;
import io.quenyan.format.Pbkdf2;
import io.quenyan.format.Salt;
import io.quenyan.format.SealingMaterial;
import io.quenyan.format.SourceContent;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
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

    private static final String LINE = "    private final Map<String, List<Digest>> byPath = new TreeMap<>();\n";

    /// Encryption version.
    @Param({"V1", "V2"})
    public Encryption encryption = Encryption.V2;

    /// Length of the source file in bytes; 5,800 is the mean of a real tree.
    @Param({"5800", "1000000"})
    public int size = 5_800;

    private final SealingMaterial material = SealingMaterial.random(new SecureRandom());
    private @Nullable SourceContent source;
    private @Nullable PackageWriter writer;
    private @Nullable PackageReader reader;
    private byte @Nullable [] packaged;

    @Setup
    public void prepare() {
        DerivedKeys keys = new DerivedKeys(Passphrase.of("benchmark".toCharArray()), KdfLimits.DEFAULT);
        Salt salt = Salt.random(new SecureRandom());
        KeyDerivation derivation = switch (encryption) {
            case V1 -> new Pbkdf2(salt);
            case V2 -> new Argon2id(salt, Argon2Cost.DEFAULT);
        };
        source = source(size);
        writer = new PackageWriter(keys.get(derivation));
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

    private static SourceContent source(int size) {
        byte[] text = LINE.repeat(size / LINE.length() + 1).getBytes(StandardCharsets.UTF_8);
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.putObject("quenyan")
                .put("kind", "source")
                .put("path", "src/main/java/Example.java")
                .put("mode", "100644")
                .put("project", "benchmark")
                .put("generation", 1);
        return new SourceContent(Arrays.copyOf(text, size), "java", metadata);
    }
}
