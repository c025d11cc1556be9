package io.quenyan.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/// Makes the JSON Schema of a request from its Avro schema. Bounds are read from the docs of the fields, so that
/// there is one place that names them.
final class JsonSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TEXT = Pattern.compile("(?:(1) to|[Aa]t most) ([0-9,]+) characters");
    private static final Pattern LIST = Pattern.compile("At most ([0-9,]+) globs of ([0-9,]+) characters");
    private static final String SHA256 = "64 lower-case hex digits";

    private JsonSchemas() {}

    /// The schema of the whole CloudEvent.
    static ObjectNode of(Topic topic) {
        Schema record = ReleasedSchemas.current(String.valueOf(topic.record()));
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:quenyan:json-schema:" + record.getName());
        schema.put("title", record.getName());
        schema.put("description", record.getDoc());
        schema.put("type", "object");
        names(schema, List.of("specversion", "id", "source", "type", "time", "data"));
        ObjectNode attributes = schema.putObject("properties");
        attributes.putObject("specversion").put("const", "1.0");
        text(attributes, "id", "UUID of this event, drawn anew for each request; becomes event_id.")
                .put("pattern", "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$");
        text(attributes, "source", "Who asks, for example '/ci/billing/42'; becomes event_source.")
                .put("minLength", 1)
                .put("maxLength", 256);
        attributes.putObject("type").put("const", topic.cloudEventType());
        text(attributes, "time", "When it was asked, RFC 3339; becomes occurred_at.")
                .put("format", "date-time");
        attributes.putObject("datacontenttype").put("const", "application/json");
        attributes.set("data", data(record, JsonRequest.isAboutAProject(topic)));
        return schema;
    }

    private static ObjectNode data(Schema record, boolean ofProject) {
        ObjectNode data = JSON.createObjectNode();
        data.put("type", "object").put("additionalProperties", false);
        List<Schema.Field> own = JsonRequest.ownFields(record);
        Stream<String> required =
                own.stream().filter(field -> !field.hasDefaultValue()).map(Schema.Field::name);
        names(
                data,
                Stream.concat(Stream.of("project_id").filter(_ -> ofProject), required)
                        .toList());
        ObjectNode fields = data.putObject("properties");
        JsonRequest.BLOCK_FIELDS.forEach(
                name -> fields.set(name, field(record.getField(name), !ofProject || !name.equals("project_id"))));
        own.forEach(field -> fields.set(field.name(), field(field, field.hasDefaultValue())));
        return data;
    }

    private static ObjectNode field(Schema.Field field, boolean optional) {
        Schema schema = field.schema().getType() == Schema.Type.UNION
                ? field.schema().getTypes().get(1)
                : field.schema();
        ObjectNode node = JSON.createObjectNode();
        node.put("description", field.doc().replace("in milliseconds since 1970-01-01", "as RFC 3339"));
        String type = type(schema);
        if (optional) {
            node.putArray("type").add(type).add("null");
        } else {
            node.put("type", type);
        }
        if (schema.getLogicalType() != null) {
            node.put("format", "date-time");
        } else {
            bounds(node, schema, field.doc());
        }
        return node;
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case LONG -> schema.getLogicalType() == null ? "integer" : "string";
            case INT -> "integer";
            default -> throw new IllegalArgumentException(schema.toString());
        };
    }

    private static void bounds(ObjectNode node, Schema schema, String doc) {
        Matcher text = TEXT.matcher(doc);
        Matcher list = LIST.matcher(doc);
        if (schema.getType() == Schema.Type.ARRAY && list.find()) {
            node.put("maxItems", number(list.group(1)));
            node.putObject("items").put("type", "string").put("minLength", 1).put("maxLength", number(list.group(2)));
        } else if (schema.getType() == Schema.Type.STRING && doc.contains(SHA256)) {
            node.put("pattern", "^[0-9a-f]{64}$");
        } else if (schema.getType() == Schema.Type.STRING && text.find()) {
            node.put("minLength", 1).put("maxLength", number(text.group(2)));
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits.replace(",", ""));
    }

    private static ObjectNode text(ObjectNode parent, String name, String description) {
        return parent.putObject(name).put("description", description).put("type", "string");
    }

    private static void names(ObjectNode schema, List<String> required) {
        ArrayNode names = schema.putArray("required");
        required.forEach(names::add);
    }
}
