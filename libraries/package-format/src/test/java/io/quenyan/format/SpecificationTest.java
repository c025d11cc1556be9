package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The published specification says what the code does.
class SpecificationTest {

    private static String page = "";

    @BeforeAll
    static void readPage() throws IOException {
        Path root = Path.of(Objects.requireNonNull(System.getProperty("quenyan.root"), "quenyan.root"));
        page = Files.readString(root.resolve("docs/spec/package-format.md"));
    }

    @Test
    void showsAnExampleThatOpens() {
        String example = find("```base64\n(.*?)```").group(1).replace("\n", "");
        String passphrase = find("passphrase is\\s+`([^`]+)`").group(1);

        Descriptor opened = TestKeys.reader(passphrase).read(example.getBytes(UTF_8));

        assertThat(new String(opened.tokens(), UTF_8)).isEqualTo("hello\n");
        assertThat(opened.metadata().at("/quenyan/path").textValue()).isEqualTo("greeting.txt");
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryRefusal(ErrorCode code) {
        assertThat(page.substring(page.indexOf("## 10."))).contains("`" + code.name() + "`");
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryFeature(Feature feature) {
        assertThat(page).contains("`" + Feature.names(java.util.Set.of(feature)).getFirst() + "`");
    }

    @Test
    void statesTheLimits() {
        String limits = page.substring(page.indexOf("## 9."), page.indexOf("## 10."));

        assertThat(limits)
                .contains("128 MiB", "metadata of 4 MiB", "%,d JSON".formatted(Limits.METADATA_VALUES))
                .contains("%,d bytes each".formatted(Limits.TOKENS), "%,d symbols".formatted(Limits.SYMBOLS))
                .contains("model of %,d".formatted(Limits.MODEL_WEIGHT));
        assertThat(Limits.WRAPPER_BODY).isEqualTo(128 << 20);
        assertThat(Limits.METADATA).isEqualTo(4 << 20);
    }

    private static MatchResult find(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow();
    }
}
