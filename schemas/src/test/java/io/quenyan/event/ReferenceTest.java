package io.quenyan.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/// Holds docs/reference/events.md and topics.md to what the code says. `-Dquenyan.docs=write` writes them anew.
class ReferenceTest {

    private static final Path REFERENCE = Path.of(System.getProperty("quenyan.root", ".."), "docs", "reference");
    private static final int COMMON_FIELDS = 17;

    @Test
    void everyEventIsInTheReference() throws IOException {
        hold(REFERENCE.resolve("events.md"), events());
    }

    @Test
    void everyTopicIsInTheReference() throws IOException {
        hold(REFERENCE.resolve("topics.md"), topics());
    }

    private static void hold(Path page, String expected) throws IOException {
        if ("write".equals(System.getProperty("quenyan.docs"))) {
            Files.createDirectories(REFERENCE);
            Files.writeString(page, expected);
        }
        assertThat(page)
                .as("write it anew: mvn -pl schemas test -Dtest=ReferenceTest -DargLine=-Dquenyan.docs=write")
                .hasContent(expected);
    }

    private static String events() {
        StringBuilder page = new StringBuilder("""
                # Events

                Made from the schemas in `schemas/src/main/avro`; a test holds this page to them.

                One event is one Avro record on one topic. Values are in Confluent frames (`00`, 4-byte schema id, Avro), subject
                `<topic>-value`; headers are CloudEvents 1.0 in binary mode, and nothing is only in a header. `ce_dataschema` names
                the schema by its SHA-256, so that a record can be read when the registry is gone. Event ids are the same when the
                same work is done again: UUIDv5 of `causation_id`, `event_name` and the subject that [topics](topics.md) names.

                Requests may also be CloudEvents in structured JSON (`content-type: application/cloudevents+json`), by the JSON Schema beside
                the Avro schema: [ask without Java](../how-to/ask-without-java.md).

                No service answers `KeyRotationRequested` or tells `KeyMetadataRecorded`, `KeyRotationDue` and `ReencodeCompleted` yet.

                | Event | `event_name` | What it says |
                |---|---|---|
                """);
        for (Topic topic : recordTopics()) {
            Schema schema = schema(topic);
            page.append("| [%s](#%s) | `%s` | %s |%n"
                    .formatted(
                            schema.getName(),
                            schema.getName().toLowerCase(java.util.Locale.ROOT),
                            eventName(topic),
                            schema.getDoc().split(" Topic: ", 2)[0]));
        }
        page.append("\n## The block that every event begins with\n\n");
        page.append(fields(schema(recordTopics().getFirst()).getFields().subList(0, COMMON_FIELDS)));
        for (Topic topic : recordTopics()) {
            Schema schema = schema(topic);
            page.append("\n## %s\n\n%s\n\n".formatted(schema.getName(), schema.getDoc()));
            page.append(fields(
                    schema.getFields().subList(COMMON_FIELDS, schema.getFields().size())));
        }
        return page.toString();
    }

    private static String fields(List<Schema.Field> fields) {
        return "| Field | Type | Meaning |\n|---|---|---|\n"
                + fields.stream()
                        .map(field -> "| `%s` | %s | %s |%n".formatted(field.name(), type(field.schema()), field.doc()))
                        .collect(Collectors.joining());
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> type(schema.getTypes().get(1)) + " or null";
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map to " + type(schema.getValueType());
            default ->
                schema.getLogicalType() == null
                        ? schema.getType().getName()
                        : schema.getLogicalType().getName();
        };
    }

    private static String topics() {
        String rows = TopicCatalogue.load().topics().stream()
                .map(topic -> "| `%s` | %s | %s | %s | %d | %d days | %d KiB | %s |%n"
                        .formatted(
                                topic.name(),
                                topic.record() == null ? "" : topic.record(),
                                code(topic.key()),
                                code(topic.subject()),
                                topic.partitions(),
                                topic.retention().toDays(),
                                topic.maxMessageBytes() / 1024,
                                topic.ledger() ? "yes" : "no"))
                .collect(Collectors.joining());
        return """
                # Topics

                Made from the topic catalogue (`schemas/src/main/resources/io/quenyan/event/topics.json`); a test holds this page to it.

                The pattern `^quenyan\\.[a-z-]+$` subscribes to every fact and to nothing else. The key is the first of the named fields
                that is not null. The subject tells apart the events of one cause and is part of the event id. No topic is compacted.
                `max.message.bytes` of requests is larger than what is accepted (1 MiB), so that one that is too large is answered.

                | Topic | Record | Key | Subject | Partitions | Kept | Largest record | Ledger |
                |---|---|---|---|---|---|---|---|
                %s
                Every consumer of ours: %s. Every producer: %s.

                `quenyan.internal.relay-position` is never written: the relays commit their shipment numbers as offsets of its
                partition 0. Set `offsets.retention.minutes=525600` on the brokers, so that a service that rests for a year still
                finds its number.

                A dead letter keeps the original key, value and headers, and says why in headers of its own: `quenyan_dlq_reason`
                (%s), `quenyan_dlq_detail`, `quenyan_dlq_topic`, `quenyan_dlq_partition`, `quenyan_dlq_offset`, `quenyan_dlq_timestamp`.
                """.formatted(
                        rows,
                        settings(TopicCatalogue.load().consumerSettings()),
                        settings(TopicCatalogue.load().producerSettings()),
                        java.util.Arrays.stream(ReadResult.Reason.values())
                                .map(reason -> "`" + reason + "`")
                                .collect(Collectors.joining(", ")));
    }

    private static String settings(java.util.Map<String, String> settings) {
        return settings.entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(setting -> "`%s=%s`".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String code(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static List<Topic> recordTopics() {
        return TopicCatalogue.load().topics().stream()
                .filter(topic -> topic.record() != null)
                .toList();
    }

    private static Schema schema(Topic topic) {
        return ReleasedSchemas.current(String.valueOf(topic.record()));
    }

    private static String eventName(Topic topic) {
        return switch (topic.suffix()) {
            case "project-batch-encoded" -> "project-batch-encode";
            case "project-incremental-rebuilt" -> "project-incremental-rebuild";
            case "key-rotated" -> "key-rotation";
            case "key-metadata-recorded" -> "key-metadata";
            default -> topic.suffix();
        };
    }
}
