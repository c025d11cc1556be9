package io.quenyan.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroBoundsTest {

    private static final Schema TEXT = SchemaBuilder.builder().stringType();
    private static final Schema TEXTS = SchemaBuilder.array().items(TEXT);
    private static final Schema NOTHINGS =
            SchemaBuilder.array().items(SchemaBuilder.builder().nullType());
    private static final Schema COUNTS =
            SchemaBuilder.map().values(SchemaBuilder.builder().longType());

    @Test
    void findsWhereAValueEnds() throws MalformedAvroException {
        assertThat(AvroBounds.lengthOf(TEXTS, hex("04 02 61 02 62 00 ff"))).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "a gibibyte of text,            80 80 80 80 08",
        "text longer than the bytes,    06 61 62",
        "text of negative length,       01",
        "text that is not UTF-8,        04 c3 28",
        "an overlong number,            ff ff ff ff ff ff ff ff ff ff 01",
        "nothing at all,                ''"
    })
    void refusesText(String what, String bytes) {
        assertThatThrownBy(() -> AvroBounds.lengthOf(TEXT, hex(bytes)))
                .as(what)
                .isInstanceOf(MalformedAvroException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2^31 items,               80 80 80 80 10",
        "-2^63 items,              ff ff ff ff ff ff ff ff ff 01 02",
        "a block of a gibibyte,    01 80 80 80 80 08",
        "a block of negative size, 01 01 02 61 00",
        "no end,                   02 02 61"
    })
    void refusesItems(String what, String bytes) {
        assertThatThrownBy(() -> AvroBounds.lengthOf(TEXTS, hex(bytes)))
                .as(what)
                .isInstanceOf(MalformedAvroException.class);
    }

    @Test
    void refusesItemsThatTakeNoBytesAndNeverEnd() {
        assertThatThrownBy(() -> AvroBounds.lengthOf(NOTHINGS, hex("80 80 80 80 08 00")))
                .isInstanceOf(MalformedAvroException.class);
    }

    @Test
    void walksMaps() throws MalformedAvroException {
        assertThat(AvroBounds.lengthOf(COUNTS, hex("02 02 61 54 00"))).isEqualTo(5);
    }

    @Test
    void refusesABranchThatTheUnionDoesNotHave() {
        Schema optional = SchemaBuilder.builder().nullable().stringType();

        assertThatThrownBy(() -> AvroBounds.lengthOf(optional, hex("04"))).isInstanceOf(MalformedAvroException.class);
    }

    private static byte[] hex(String spaced) {
        return HexFormat.of().parseHex(spaced.replace(" ", ""));
    }
}
