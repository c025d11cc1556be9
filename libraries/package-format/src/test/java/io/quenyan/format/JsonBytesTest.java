package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

    private static final String[] NAMES = {
        "a",
        "b",
        "A",
        "",
        "aa",
        "\\u0000",
        "\\\"",
        "\\\\",
        "\u00e9",
        "\\ud83d\\ude42",
        "\ud83d\ude42",
        "\uff5a",
        "\\ud800",
        "~",
        "\\u007f"
    };
    private static final String[] VALUES = {
        "0",
        "-0",
        "-0.0",
        "1e5",
        "1e22",
        "0.00001",
        "12345678901234567890",
        "true",
        "null",
        "\"\"",
        "\"\\/\\n\u00e9\"",
        "[]",
        "{}"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"b\":1,\"a\":2} | {\"a\":2,\"b\":1}",
                "{\"a\":1,\"a\":2} | {\"a\":2}",
                "{\"b\":{\"d\":1,\"c\":[2]},\"b\":{\"f\":1,\"e\":{}},\"a\":0} | {\"a\":0,\"b\":{\"e\":{},\"f\":1}}",
                "[ 1 , 2.50 , {\"x\" : null} ] | [1,2.5,{\"x\":null}]",
            })
    void putsAnObjectInOrder(String json, String canonical) {
        assertThat(text(of(json))).isEqualTo(canonical);
    }

    @Test
    void givesWhatATreeWouldGive() {
        long seed = new SecureRandom().nextLong();
        RandomGenerator random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            String json = json(random, 0);
            JsonNode tree = CanonicalJson.parse(json.getBytes(UTF_8));

            assertThat(text(of(json)))
                    .as("seed %d: %s", seed, json)
                    .isEqualTo(new String(CanonicalJson.python(tree), UTF_8));
        }
    }

    @Test
    void weighsStringsAndLists() {
        assertThat(of("{\"name\":\"abc\",\"list\":[1,2,[\"de\"]]}").weight()).isEqualTo(3 + 3 + 1 + 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "[1,]", "{\"a\"}", "NaN", "1e999", "[1] 2", "\u00ff\u00fe", "'a'", "[01]", "\"\t\""})
    void refusesWhatIsNotJson(String json) {
        byte[] bytes = json.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThat(catchThrowableOfType(
                                PackageException.class, () -> JsonBytes.of("test", new Slice(bytes, 0, bytes.length)))
                        .code())
                .isEqualTo(ErrorCode.BAD_JSON);
    }

    private static String json(RandomGenerator random, int depth) {
        int kind = depth > 4 ? 0 : random.nextInt(3);
        if (kind == 0) {
            return VALUES[random.nextInt(VALUES.length)];
        }
        StringBuilder out = new StringBuilder(kind == 1 ? "[" : "{");
        for (int i = random.nextInt(5); i > 0; i--) {
            if (kind == 2) {
                out.append('"').append(NAMES[random.nextInt(NAMES.length)]).append("\" :");
            }
            out.append(json(random, depth + 1)).append(i > 1 ? " , " : "");
        }
        return out.append(kind == 1 ? "]" : "}").toString();
    }

    private static JsonBytes of(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return JsonBytes.of("test", new Slice(bytes, 0, bytes.length));
    }

    private static String text(JsonBytes json) {
        return new String(json.bytes(), UTF_8);
    }
}
