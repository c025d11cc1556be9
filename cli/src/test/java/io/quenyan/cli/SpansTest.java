package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class SpansTest {

    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "90s, PT90S", "15m, PT15M", "2h, PT2H", "1d, PT24H", "PT5M, PT5M"})
    void readsWhatPeopleWrite(String text, Duration span) {
        assertThat(new Spans().convert(text)).isEqualTo(span);
    }

    @Test
    void saysWhatASpanLooksLike() {
        assertThatThrownBy(() -> new Spans().convert("soon"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("15m");
    }
}
