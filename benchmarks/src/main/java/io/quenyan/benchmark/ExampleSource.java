package io.quenyan.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.SourceContent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A source file of a wanted length, with the metadata that a batch gives it.
final class ExampleSource {

    /// The mean of a real tree.
    static final int MEAN_BYTES = 5_800;

    private static final String LINE = "    private final Map<String, List<Digest>> byPath = new TreeMap<>();\n";

    private ExampleSource() {}

    static SourceContent of(int bytes) {
        byte[] text = LINE.repeat(bytes / LINE.length() + 1).getBytes(StandardCharsets.UTF_8);
        return new SourceContent(Arrays.copyOf(text, bytes), "java", metadata());
    }

    static ObjectNode metadata() {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.putObject("quenyan")
                .put("kind", "source")
                .put("path", "src/main/java/Example.java")
                .put("mode", "100644")
                .put("project", "benchmark")
                .put("generation", 1);
        return metadata;
    }
}
