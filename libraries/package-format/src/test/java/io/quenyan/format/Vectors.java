package io.quenyan.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The published vectors, and which of them were run: none may be left out silently.
final class Vectors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Set<String>> RAN = new ConcurrentHashMap<>();

    /// One vector of a file.
    record Vector(String file, JsonNode node) {

        String text(String name) {
            return node.get(name).textValue();
        }

        byte[] bytes(String name) {
            return Base64.getDecoder().decode(text(name));
        }

        byte[] hex(String name) {
            return HexFormat.of().parseHex(text(name));
        }

        JsonNode at(String pointer) {
            JsonNode value = node.at(pointer);
            assertThat(value.isMissingNode()).as(pointer).isFalse();
            return value;
        }

        /// To be called when everything about the vector was checked.
        void ran() {
            RAN.computeIfAbsent(file, _ -> ConcurrentHashMap.newKeySet()).add(text("id"));
        }

        @Override
        public String toString() {
            String about = node.has("note") ? text("note") : text("class");
            return text("id") + " " + about;
        }
    }

    private Vectors() {}

    static Stream<Vector> of(String file) {
        return list(file).stream();
    }

    static Stream<Vector> of(String file, String... classes) {
        List<String> wanted = Arrays.asList(classes);
        return of(file).filter(vector -> wanted.contains(vector.text("class")));
    }

    /// Fails unless every vector of `file` was run to its end.
    static void assertAllRan(String file) {
        List<String> all = list(file).stream().map(vector -> vector.text("id")).toList();
        assertThat(RAN.getOrDefault(file, Set.of()))
                .as("vectors of %s that were run", file)
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(all)
                .as("count that %s states", file)
                .hasSize(root(file).get("count").intValue());
    }

    private static List<Vector> list(String file) {
        return StreamSupport.stream(root(file).get("vectors").spliterator(), false)
                .map(node -> new Vector(file, node))
                .toList();
    }

    private static JsonNode root(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file + ".json")) {
            return JSON.readTree(new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
