package io.quenyan.event;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {

    private static final Path CURRENT = Path.of("src/main/avro");
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final int COMMON_FIELDS = 17;
    private static final String SNAKE_CASE = "[a-z][a-z0-9]*(_[a-z0-9]+)*";

    /// Names that SIEMs keep for themselves.
    private static final Set<String> RESERVED = Set.of("event", "source", "sourcetype", "index", "time", "type");

    static Stream<Schema> currentSchemas() throws IOException {
        return parsed(CURRENT).values().stream();
    }

    static Stream<Schema> releasedSchemas() throws IOException {
        return parsed(RELEASED).values().stream();
    }

    /// Every released version of a record with every other, and with the current one.
    static Stream<List<Schema>> versionPairs() throws IOException {
        List<Schema> all = Stream.concat(currentSchemas(), releasedSchemas()).toList();
        return all.stream()
                .flatMap(a -> all.stream()
                        .filter(b -> a.getFullName().equals(b.getFullName()))
                        .map(b -> List.of(a, b)));
    }

    @ParameterizedTest
    @MethodSource("currentSchemas")
    void everyRecordAndFieldIsDocumented(Schema schema) {
        assertThat(schema.getDoc()).as("doc of %s", schema.getName()).isNotBlank();
        assertThat(schema.getFields())
                .allSatisfy(field -> assertThat(field.doc()).as(field.name()).endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("currentSchemas")
    void everyRecordNamesItsTopicAndKey(Schema schema) {
        Topic topic = TopicCatalogue.load().ofRecord(schema.getName());

        assertThat(schema.getDoc())
                .contains("Topic: " + topic.name() + ".", "Key: " + topic.key().getFirst());
    }

    @ParameterizedTest
    @MethodSource("currentSchemas")
    void everyRecordBeginsWithTheSameBlock(Schema schema) throws IOException {
        List<Schema.Field> first = currentSchemas().findFirst().orElseThrow().getFields();

        assertThat(schema.getFields().subList(0, COMMON_FIELDS))
                .extracting(SchemasTest::told)
                .containsExactlyElementsOf(first.subList(0, COMMON_FIELDS).stream()
                        .map(SchemasTest::told)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("currentSchemas")
    void everySinkCanTakeEveryField(Schema schema) {
        assertThat(schema.getFields()).allSatisfy(field -> {
            assertThat(field.name()).matches(SNAKE_CASE).isNotIn(RESERVED);
            assertThat(isSinkSafe(field))
                    .as(field.name() + " " + field.schema())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("currentSchemas")
    void durationsAndTimesAreOfTheTypesThatSinksKnow(Schema schema) {
        assertThat(schema.getFields()).allSatisfy(field -> {
            if (field.name().endsWith("_ms")) {
                assertThat(field.schema().getType()).as(field.name()).isEqualTo(Type.LONG);
            }
            if (field.name().endsWith("_at") || field.name().equals("not_after")) {
                assertThat(plain(field.schema()).getLogicalType().getName()).isEqualTo("timestamp-millis");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("versionPairs")
    void everyVersionReadsEveryOther(List<Schema> pair) {
        assertThat(checkReaderWriterCompatibility(pair.getFirst(), pair.getLast())
                        .getType())
                .isEqualTo(COMPATIBLE);
    }

    @Test
    void nothingReleasedDisappears() throws IOException {
        assertThat(currentSchemas().map(Schema::getFullName).collect(Collectors.toSet()))
                .containsAll(releasedSchemas().map(Schema::getFullName).toList());
    }

    @Test
    void everyReleasedVersionShipsInTheJar() throws IOException {
        for (Path file : files(RELEASED)) {
            try (var shipped = SchemasTest.class.getResourceAsStream("released/" + file.getFileName())) {
                assertThat(Objects.requireNonNull(shipped, file.toString()).readAllBytes())
                        .isEqualTo(Files.readAllBytes(file));
            }
        }
    }

    @Test
    void theCatalogueKnowsHowManyVersionsWereReleased() throws IOException {
        Map<String, Long> released = files(RELEASED).stream()
                .collect(Collectors.groupingBy(
                        file -> file.getFileName().toString().split("\\.")[0], TreeMap::new, Collectors.counting()));

        assertThat(TopicCatalogue.load().topics().stream()
                        .filter(topic -> topic.record() != null)
                        .collect(Collectors.toMap(Topic::record, topic -> (long) topic.released())))
                .isEqualTo(released);
    }

    @ParameterizedTest
    @MethodSource("currentSchemas")
    void theNewestReleasedVersionIsWhatIsWritten(Schema schema) throws IOException {
        int released = TopicCatalogue.load().ofRecord(schema.getName()).released();
        Path newest = RELEASED.resolve("%s.%d.avsc".formatted(schema.getName(), released));

        assertThat(Fingerprint.of(schema))
                .as("A changed schema is a new version: copy it to %s.%d.avsc", schema.getName(), released + 1)
                .isEqualTo(Fingerprint.of(new Schema.Parser().parse(Files.readString(newest))));
    }

    private static String told(Schema.Field field) {
        return "%s %s %s".formatted(field.name(), field.schema(), field.doc());
    }

    private static boolean isSinkSafe(Schema.Field field) {
        Schema schema = field.schema();
        return switch (schema.getType()) {
            case UNION -> isOptional(field) && isPlain(plain(schema));
            case ARRAY -> isPlain(schema.getElementType());
            case MAP -> isPlain(schema.getValueType());
            default -> isPlain(schema);
        };
    }

    private static boolean isOptional(Schema.Field field) {
        return field.schema().getTypes().size() == 2
                && field.schema().getTypes().getFirst().getType() == Type.NULL
                && field.defaultVal() == JsonProperties.NULL_VALUE;
    }

    private static boolean isPlain(Schema schema) {
        return switch (schema.getType()) {
            case STRING, INT, LONG, BOOLEAN, DOUBLE -> true;
            default -> false;
        };
    }

    private static Schema plain(Schema schema) {
        return schema.getType() == Type.UNION ? schema.getTypes().get(1) : schema;
    }

    private static Map<String, Schema> parsed(Path folder) throws IOException {
        Map<String, Schema> schemas = new TreeMap<>();
        for (Path file : files(folder)) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            schemas.put(file.getFileName().toString(), new Schema.Parser().parse(text));
        }
        return schemas;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }
}
