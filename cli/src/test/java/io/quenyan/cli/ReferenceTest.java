package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// The reference pages name everything that there is.
class ReferenceTest {

    private static final Path ROOT = Path.of(System.getProperty("quenyan.root"));
    private static final Pattern CODE = Pattern.compile("Exit\\.[A-Z_]+,\\s*\"([A-Z_]+)\"");

    static Stream<CommandLine> commands() {
        Terminal terminal = Terminal.of(System.in, System.out, System.err, Map.of());
        GlobalOptions options = new GlobalOptions();
        return below(new CommandLine(new CommandGroup()), new Run(terminal, options, Clock.systemUTC()));
    }

    private static Stream<CommandLine> below(CommandLine root, Run run) {
        return Commands.under(root, run).getSubcommands().values().stream().flatMap(ReferenceTest::withSubcommands);
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(ReferenceTest::withSubcommands);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandAndOptionIsInTheReference(CommandLine command) throws IOException {
        String reference = Files.readString(ROOT.resolve("docs/reference/command-line.md"));

        if (!command.getCommandSpec().usageMessage().hidden()) {
            assertThat(reference).contains(command.getCommandName());
            assertThat(command.getCommandSpec().options())
                    .filteredOn(option -> !option.hidden())
                    .allSatisfy(option -> assertThat(reference).contains(option.longestName()));
        }
    }

    static Stream<String> codes() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("cli/src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            return sources.stream().flatMap(ReferenceTest::codesIn).distinct();
        }
    }

    private static Stream<String> codesIn(Path source) {
        try {
            return CODE.matcher(Files.readString(source)).results().map(ReferenceTest::code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(MatchResult found) {
        return found.group(1);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyErrorCodeIsInTheReference(String code) throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/reference/exit-codes.md")))
                .contains("`" + code);
    }
}
