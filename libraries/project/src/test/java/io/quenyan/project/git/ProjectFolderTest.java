package io.quenyan.project.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.project.FailedFile;
import io.quenyan.project.FileMode;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.TreeListing;
import io.quenyan.project.UnreadableFileException;
import io.quenyan.project.file.OwnFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFolderTest {

    @TempDir
    Path folder;

    private ProjectTree open(Path root) {
        return ProjectFolder.open(root, new OwnFiles(Set.of(folder.resolve("repo/out"))));
    }

    private TreeListing listing(Path root) {
        try (ProjectTree tree = open(root)) {
            return tree.list();
        }
    }

    private Iterable<String> paths(Path root) {
        return listing(root).entries().stream().map(TreeEntry::path).toList();
    }

    @Nested
    class InAWorkTree {
        private TestRepository repository;
        private Path root;

        @BeforeEach
        void create() {
            repository = TestRepository.at(folder.resolve("repo"));
            root = repository.root();
        }

        @AfterEach
        void close() {
            repository.close();
        }

        @Test
        void takesTrackedFilesAndUntrackedOnesThatAreNotIgnored() {
            repository.file("tracked", "").file(".gitignore", "*.log\n").commit();
            repository.file("untracked", "").file("x.log", "");

            assertThat(paths(root)).containsExactly(".gitignore", "tracked", "untracked");
            assertThat(listing(root).excluded()).isEqualTo(Map.of("ignored", 1L));
        }

        @Test
        void takesTheProjectFileAndTheSecretCheckAndNothingUnfinished() {
            repository.file(".quenyan/project.json", "{}").commit();
            repository.file(".quenyan/secret-check.qyn1", "").file(".quenyan/project.json.tmp", "");

            assertThat(paths(root)).containsExactly(".quenyan/project.json", ".quenyan/secret-check.qyn1");
        }

        @Test
        void takesATrackedFileThatIsIgnored() {
            repository.file("build/kept.log", "").commit();
            repository.file(".gitignore", "build/\n*.log\n").file("build/other.log", "");

            assertThat(paths(root)).containsExactly(".gitignore", "build/kept.log");
        }

        @Test
        void lastRuleOfTheDeepestFileDecides() {
            repository
                    .file(".gitignore", "*.log\n")
                    .file("a/.gitignore", "!kept.log\n")
                    .file("a/kept.log", "")
                    .file("b/lost.log", "");

            assertThat(paths(root)).contains("a/kept.log").doesNotContain("b/lost.log");
        }

        @Test
        void readsTheRulesThatAreNotShared() throws IOException {
            Files.writeString(Files.createDirectories(root.resolve(".git/info")).resolve("exclude"), "mine\n");
            repository.file("mine", "").file("ours", "");

            assertThat(paths(root)).containsExactly("ours");
        }

        @Test
        void skipsNoFolderByItsName() {
            repository.file("node_modules/a", "").file("target/b", "").file(".hidden/c", "");

            assertThat(paths(root)).containsExactly(".hidden/c", "node_modules/a", "target/b");
        }

        @Test
        void recordsLinksAndNeverFollowsThem() throws IOException {
            Files.createDirectories(folder.resolve("outside/secret"));
            repository.link("l", "../outside").link("dangling", "nowhere").commit();

            assertThat(listing(root).entries())
                    .extracting(TreeEntry::path, TreeEntry::mode)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("dangling", FileMode.LINK),
                            org.assertj.core.groups.Tuple.tuple("l", FileMode.LINK));
        }

        @Test
        void takesModesFromTheDisk() {
            repository.executable("x", "");

            assertThat(listing(root).entries()).extracting(TreeEntry::mode).containsExactly(FileMode.EXECUTABLE);
        }

        @Test
        void doesNotReadBehindALinkThatReplacedAFolder() throws IOException {
            repository.file("a/b", "inside").commit();
            try (ProjectTree tree = open(root)) {
                TreeEntry entry = tree.list().entries().getFirst();
                Path outside = Files.createDirectory(folder.resolve("outside"));
                Files.writeString(outside.resolve("b"), "outside");
                Files.delete(root.resolve("a/b"));
                Files.delete(root.resolve("a"));
                Files.createSymbolicLink(root.resolve("a"), outside);

                assertThatThrownBy(() -> tree.read(entry)).isInstanceOf(UnreadableFileException.class);
            }
        }

        @Test
        void doesNotReadALinkThatReplacedAFile() throws IOException {
            repository.file("a", "inside").commit();
            try (ProjectTree tree = open(root)) {
                TreeEntry entry = tree.list().entries().getFirst();
                Files.writeString(folder.resolve("outside"), "outside");
                Files.delete(root.resolve("a"));
                Files.createSymbolicLink(root.resolve("a"), folder.resolve("outside"));

                assertThatThrownBy(() -> tree.read(entry)).isInstanceOf(UnreadableFileException.class);
            }
        }

        @Test
        void leavesOutItsOwnFilesUnlessGitTracksThem() {
            repository.file("out/tracked.qyn1", "").commit();
            repository
                    .file("out/new.qyn1", "")
                    .file(".quenyan-state.json", "")
                    .file(".ci/quenyan-state.json.bak", "")
                    .file("earlier/.quenyan-output", "")
                    .file("earlier/x.qyn1", "");

            assertThat(paths(root)).containsExactly("out/tracked.qyn1");
            assertThat(listing(root).excluded()).isEqualTo(Map.of("own-file", 5L));
        }

        @Test
        void leavesOutARepositoryInside() {
            repository.file("a", "").commit();
            TestRepository.at(root.resolve("inner")).file("x", "").close();

            assertThat(paths(root)).containsExactly("a");
            assertThat(listing(root).excluded()).isEqualTo(Map.of("nested-repository", 1L));
        }

        @Test
        void countsATrackedFileThatWentAway() throws IOException {
            repository.file("a", "").file("b", "").commit();
            Files.delete(root.resolve("a"));

            assertThat(listing(root).excluded()).isEqualTo(Map.of("deleted", 1L));
        }

        @Test
        void takesAFolderOfTheWorkTreeAsAProject() {
            repository
                    .file("x/.gitignore", "*.log\n")
                    .file("x/y/a", "")
                    .file("b", "")
                    .commit();
            repository.file("x/y/c.log", "");

            assertThat(paths(root.resolve("x/y"))).containsExactly("a");
        }

        @Test
        void isCleanWhenWhatWasReadIsTheCommit() {
            repository.file("a", "1").commit();

            assertThat(dirtyAfterReadingAll()).isFalse();
        }

        @Test
        void isDirtyWhenAFileDiffers() {
            repository.file("a", "1").commit();
            repository.file("a", "2");

            assertThat(dirtyAfterReadingAll()).isTrue();
        }

        @Test
        void isDirtyWhenOnlyTheModeDiffers() {
            repository.file("a", "1").commit();
            repository.executable("a", "1");

            assertThat(dirtyAfterReadingAll()).isTrue();
        }

        @Test
        void isDirtyWhenAFileIsGone() throws IOException {
            repository.file("a", "1").file("b", "").commit();
            Files.delete(root.resolve("b"));

            assertThat(dirtyAfterReadingAll()).isTrue();
        }

        private boolean dirtyAfterReadingAll() {
            try (ProjectTree tree = open(root)) {
                tree.list().entries().forEach(tree::read);
                return tree.dirty();
            }
        }

        @Test
        void tellsASubmoduleAsFailed() {
            repository.file("a", "").commit();
            TestRepository inner = TestRepository.at(root.resolve("sub"));
            inner.file("x", "").commit();
            inner.close();
            repository.commit();

            assertThat(listing(root).failed())
                    .extracting(FailedFile::path, FailedFile::code)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("sub", "SUBMODULE"));
        }

        @Test
        void takesALinkedWorkTree() throws IOException {
            repository.file("a", "").commit();
            Path own = Files.createDirectories(root.resolve(".git/worktrees/linked"));
            Path linked = Files.createDirectory(folder.resolve("linked"));
            Files.writeString(own.resolve("commondir"), "../..\n");
            Files.writeString(own.resolve("gitdir"), linked.resolve(".git") + "\n");
            Files.writeString(own.resolve("HEAD"), "ref: refs/heads/main\n");
            Files.copy(root.resolve(".git/index"), own.resolve("index"));
            Files.writeString(linked.resolve(".git"), "gitdir: " + own + "\n");
            Files.writeString(linked.resolve("a"), "");
            Files.writeString(linked.resolve("b"), "");

            assertThat(paths(linked)).containsExactly("a", "b");
        }

        @Test
        void takesNamesOutsideAscii() {
            repository.file("é/ü \n.json", "").commit();

            assertThat(paths(root)).containsExactly("é/ü \n.json");
        }
    }

    @Nested
    class OutsideGit {
        private final TestFolder files = new TestFolder();

        @Test
        void skipsFoldersByTheirNames() {
            files.write("a")
                    .write("node_modules/b")
                    .write("target/c")
                    .write("x/build/d")
                    .write(".hidden/e")
                    .write(".f");

            assertThat(paths(files.root())).containsExactly(".f", "a");
            assertThat(listing(files.root()).excluded()).isEqualTo(Map.of("skipped-folder", 4L));
        }

        @Test
        void followsIgnoreRules() {
            files.write("a").write("b.log").write(".gitignore", "*.log\n");

            assertThat(paths(files.root())).containsExactly(".gitignore", "a");
        }

        @Test
        void hasNoRevision() {
            files.write("a");
            try (ProjectTree tree = open(files.root())) {
                assertThat(tree.revision()).isEmpty();
            }
        }
    }

    private final class TestFolder {
        private Path root() {
            return folder.resolve("plain");
        }

        private TestFolder write(String path) {
            return write(path, "");
        }

        private TestFolder write(String path, String content) {
            try {
                Files.createDirectories(root().resolve(path).getParent());
                Files.writeString(root().resolve(path), content);
                return this;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
