package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every link from a document to a file leads to one.
class LinksTest {

    private static final Path ROOT = Path.of(System.getProperty("quenyan.root"));
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]+)(?:#[^)\\s]*)?\\)");
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules");

    static Stream<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean ours = !NOT_OURS.contains(String.valueOf(folder.getFileName()));
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    found.add(ROOT.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void leadToFiles(Path document) throws IOException {
        Path folder = ROOT.resolve(document).resolveSibling("");

        assertThat(LINK.matcher(Files.readString(ROOT.resolve(document))).results())
                .map(link -> link.group(1))
                .filteredOn(target -> !target.contains("://") && !target.startsWith("mailto:"))
                .allSatisfy(target -> assertThat(folder.resolve(target)).exists());
    }
}
