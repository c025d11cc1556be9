package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.event.ReadResult;
import io.quenyan.format.ErrorCode;
import io.quenyan.project.OutputRefusedException;
import io.quenyan.project.UnreadableFileException;
import io.quenyan.project.UnreadableSourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever code somebody is told, the troubleshooting page says what to do about it.
class TroubleshootingTest {

    private static final Path ROOT = Path.of(System.getProperty("quenyan.root"));
    private static final Pattern OF_THE_LAUNCHER = Pattern.compile("\\bfail ([A-Z_]+)");
    private static final Pattern OF_A_PACKAGE = Pattern.compile("(?:\\(|, )\"([A-Z]+(?:_[A-Z]+)*)\",");
    private static final Pattern WARNING = Pattern.compile("warn\\(\\s*\"([A-Z_]+): ");
    private static final Pattern REASONS = Pattern.compile("enum Reason \\{(.*?)(?:;\\n|\\n    })", Pattern.DOTALL);
    private static final Pattern CONSTANT = Pattern.compile("^ {8}([A-Z_]+)[,;]?$", Pattern.MULTILINE);

    static Stream<String> codes() throws IOException {
        return Stream.of(
                        ReferenceTest.codes(),
                        names(ErrorCode.values(), ""),
                        names(UnreadableFileException.Code.values(), ""),
                        names(OutputRefusedException.Reason.values(), "OUTPUT_"),
                        names(UnreadableSourceException.Reason.values(), "SOURCE_"),
                        names(ReadResult.Reason.values(), ""),
                        found(OF_THE_LAUNCHER, Files.readString(ROOT.resolve("quenyan"))),
                        sources("cli/src/main").flatMap(source -> found(WARNING, source)),
                        ofPackages(),
                        refusals())
                .flatMap(codes -> codes)
                .distinct();
    }

    private static Stream<String> names(Enum<?>[] values, String before) {
        return Arrays.stream(values).map(value -> before + value.name());
    }

    /// What `verify` and `restore` say of one package; the codes are text there.
    private static Stream<String> ofPackages() throws IOException {
        return Stream.of("PackageOpener", "Restoration", "Verification", "StateVerification")
                .map(name -> ROOT.resolve("libraries/project/src/main/java/io/quenyan/project/" + name + ".java"))
                .flatMap(file -> found(OF_A_PACKAGE, read(file)));
    }

    /// Why services refuse. They are no part of the command line, so their source is read.
    static Stream<String> refusals() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.filter(module -> module.toString().endsWith("-service")).toList().stream()
                    .flatMap(module -> sources(ROOT.relativize(module) + "/src/main"))
                    .filter(source -> source.contains("Refusal"))
                    .flatMap(source -> found(REASONS, source))
                    .flatMap(body -> found(CONSTANT, body));
        }
    }

    private static Stream<String> sources(String folder) {
        if (!Files.isDirectory(ROOT.resolve(folder))) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            List<String> texts = files.filter(file -> file.toString().endsWith(".java"))
                    .map(TroubleshootingTest::read)
                    .toList();
            return texts.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList().stream();
    }

    private static String page() {
        return read(ROOT.resolve("docs/reference/troubleshooting.md"));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyCodeHasAnEntry(String code) {
        assertThat(page()).contains("`" + code + "`");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void everyExitCodeHasASection(Exit exit) {
        assertThat(page()).contains("\n## Exit %d: ".formatted(exit.code()));
    }

    @Test
    void theRefusalsOfServicesAreFound() throws IOException {
        assertThat(refusals()).contains("FIELD_INVALID", "EXPIRED");
    }
}
