package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Canonical JSON of some 12 KB, with text, escapes, numbers and nesting: reading it, and writing it in the three
/// forms. It lies in the package of what it measures, because two of the forms are nobody else's business.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CanonicalJsonBenchmark {

    private static final String ITEM = """
            {"name":"library-%d","version":"1.%d.0","zeta":[1,2.5,-3e-7,12345678901234567890],\
            "text":"quotes \\"here\\", a tab\\t, an umlaut ü and a face \\ud83d\\ude00","alpha":{"b":null,"a":true}}""";

    private static final int ITEMS = 80;

    private byte @Nullable [] text;
    private @Nullable JsonNode tree;

    @Setup
    public void prepare() {
        StringBuilder all = new StringBuilder("[");
        for (int i = 0; i < ITEMS; i++) {
            all.append(i == 0 ? "" : ",").append(ITEM.formatted(i, i));
        }
        text = all.append(']').toString().getBytes(StandardCharsets.UTF_8);
        tree = CanonicalJson.parse(text);
    }

    @Benchmark
    public JsonNode parse() {
        return CanonicalJson.parse(Objects.requireNonNull(text));
    }

    @Benchmark
    public byte[] python() {
        return CanonicalJson.python(Objects.requireNonNull(tree));
    }

    @Benchmark
    public byte[] javaScript() {
        return CanonicalJson.javaScript(Objects.requireNonNull(tree));
    }

    @Benchmark
    public Optional<byte[]> rust() {
        return CanonicalJson.rust(Objects.requireNonNull(tree));
    }
}
