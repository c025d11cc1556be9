package io.quenyan.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonNumbersTest {

    /// As Python, JavaScript and Rust print them.
    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0, 0, 0.0",
        "-0.0, -0.0, 0, -0.0",
        "1.0, 1.0, 1, 1.0",
        "100.0, 100.0, 100, 100.0",
        "2.50, 2.5, 2.5, 2.5",
        "1e5, 100000.0, 100000, 100000.0",
        "1e15, 1000000000000000.0, 1000000000000000, 1000000000000000.0",
        "1e16, 1e+16, 10000000000000000, 1e16",
        "123456789012345680, 1.2345678901234568e+17, 123456789012345680, 1.2345678901234568e17",
        "1e20, 1e+20, 100000000000000000000, 1e20",
        "1e21, 1e+21, 1e+21, 1e21",
        "1e22, 1e+22, 1e+22, 1e22",
        "1e100, 1e+100, 1e+100, 1e100",
        "1.5e300, 1.5e+300, 1.5e+300, 1.5e300",
        "0.001, 0.001, 0.001, 0.001",
        "0.0001, 0.0001, 0.0001, 0.0001",
        "0.00001, 1e-05, 0.00001, 0.00001",
        "0.000001, 1e-06, 0.000001, 1e-6",
        "1e-7, 1e-07, 1e-7, 1e-7",
        "1.5e-7, 1.5e-07, 1.5e-7, 1.5e-7",
        "1e-10, 1e-10, 1e-10, 1e-10",
        "-1e-7, -1e-07, -1e-7, -1e-7",
        "5e-324, 5e-324, 5e-324, 5e-324",
        "2.2250738585072014e-308, 2.2250738585072014e-308, 2.2250738585072014e-308, 2.2250738585072014e-308",
        "1.7976931348623157e308, 1.7976931348623157e+308, 1.7976931348623157e+308, 1.7976931348623157e308",
        "0.1, 0.1, 0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004, 0.30000000000000004, 0.30000000000000004",
        "9007199254740993, 9007199254740992.0, 9007199254740992, 9007199254740992.0",
        "2e-323, 2e-323, 2e-323, 2e-323",
        "9.5367431640625e-07, 9.5367431640625e-07, 9.5367431640625e-7, 9.5367431640625e-7",
    })
    void writesADoubleAsEachLanguageDoes(double value, String python, String javaScript, String rust) {
        assertThat(JsonNumbers.python(value)).isEqualTo(python);
        assertThat(JsonNumbers.javaScript(value)).isEqualTo(javaScript);
        assertThat(JsonNumbers.rust(value)).isEqualTo(rust);
    }

    @Test
    void readsBackEveryDoubleThatItWrites() {
        long seed = new SecureRandom().nextLong();
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(JsonNumbers.python(value)))
                        .as("seed %d", seed)
                        .isEqualTo(value);
            }
        }
    }
}
