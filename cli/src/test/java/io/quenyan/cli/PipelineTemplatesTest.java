package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The templates that a graph's `ci_template` names are there, and every command in them is one of ours.
class PipelineTemplatesTest {

    private static final Path TEMPLATES = Path.of("..", "ci", "pipelines");
    private static final Pattern COMMAND = Pattern.compile("/opt/quenyan/quenyan ((?:.|\\n {10}(?=-))*)");

    @ParameterizedTest
    @ValueSource(strings = {"cargo", "npm", "maven", "gradle"})
    void callOnlyCommandsThatExist(String system) throws IOException {
        List<String> commands = commands(Files.readString(TEMPLATES.resolve(system + "-project.yml")));

        assertThat(commands).hasSize(4);
        for (String command : commands) {
            String[] words = command.replace("\"", "").strip().split("\\s+");
            int last = command.startsWith("verify") ? 1 : 2;
            List<String> help = Stream.concat(Stream.of(words).limit(last), Stream.of("--help"))
                    .toList();
            String told = Cli.run(help.toArray()).out();
            assertThat(told)
                    .as(command)
                    .startsWith(
                            "Usage: quenyan " + String.join(" ", List.of(words).subList(0, last)));
            Stream.of(words)
                    .filter(word -> word.startsWith("--"))
                    .forEach(option ->
                            assertThat(told).as(command).containsPattern(Pattern.quote(option) + "[\\s=,\\[]"));
        }
    }

    @Test
    void holdNoSecret() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file))
                        .containsOnlyOnce("name: Protect")
                        .doesNotContain("--passphrase ");
            }
        }
    }

    private static List<String> commands(String template) {
        return COMMAND.matcher(template).results().map(found -> found.group(1)).toList();
    }
}
