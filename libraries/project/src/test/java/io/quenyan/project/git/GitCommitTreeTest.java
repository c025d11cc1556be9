package io.quenyan.project.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.project.FailedFile;
import io.quenyan.project.FileMode;
import io.quenyan.project.ProjectListing;
import io.quenyan.project.Revision;
import io.quenyan.project.Selection;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.TreeListing;
import io.quenyan.project.UnreadableFileException;
import io.quenyan.project.UnreadableSourceException;
import io.quenyan.project.UnreadableSourceException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitCommitTreeTest {

    @TempDir
    Path folder;

    private TestRepository repository;

    @BeforeEach
    void create() {
        repository = TestRepository.at(folder.resolve("repo"));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private TreeListing listing(String revision) {
        try (GitCommitTree tree = GitCommitTree.open(repository.root(), revision)) {
            return tree.list();
        }
    }

    @Test
    void listsTheCommitAndNotTheWorkTree() {
        repository.file("b/x.json", "{}").executable("a.sh", "#!").link("l", "../outside");
        repository.commit();
        repository.file("later", "");

        assertThat(listing("main").entries())
                .extracting(TreeEntry::path, TreeEntry::mode, TreeEntry::size)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a.sh", FileMode.EXECUTABLE, 2L),
                        org.assertj.core.groups.Tuple.tuple("b/x.json", FileMode.FILE, 2L),
                        org.assertj.core.groups.Tuple.tuple("l", FileMode.LINK, 10L));
    }

    @Test
    void readsTheBlobAndNotTheFile() {
        repository.file("a", "committed");
        repository.commit();
        repository.file("a", "changed");

        try (GitCommitTree tree = GitCommitTree.open(repository.root(), "main")) {
            assertThat(tree.read(tree.list().entries().getFirst()))
                    .isEqualTo("committed".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void pinsTheCommit() {
        repository.file("a", "");
        String commit = repository.commit();

        try (GitCommitTree tree = GitCommitTree.open(repository.root(), "main")) {
            assertThat(tree.revision().map(Revision::commit)).contains(commit);
        }
    }

    @Test
    void opensABareRepository() throws IOException {
        repository.file("a", "");
        String commit = repository.commit();
        Path bare = Files.move(repository.root().resolve(".git"), folder.resolve("bare.git"));

        try (GitCommitTree tree = GitCommitTree.open(bare, commit)) {
            assertThat(tree.list().entries()).extracting(TreeEntry::path).containsExactly("a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "", " ", "0123456789012345678901234567890123456789", "main:a", "^{", "main..x"})
    void refusesARevisionThatIsNone(String revision) {
        repository.file("a", "");
        repository.commit();

        assertRefused(Reason.UNKNOWN_REVISION, repository.root(), revision);
    }

    @Test
    void refusesAFolderWithoutARepository() {
        assertRefused(Reason.NOT_A_REPOSITORY, folder, "main");
    }

    @Test
    void refusesBorrowedObjects() throws IOException {
        repository.file("a", "");
        repository.commit();
        Files.writeString(
                Files.createDirectories(repository.root().resolve(".git/objects/info"))
                        .resolve("alternates"),
                "/srv/other/.git/objects\n");

        assertRefused(Reason.ALTERNATES, repository.root(), "main");
    }

    @Test
    void refusesAGitFolderElsewhere() throws IOException {
        repository.file("a", "");
        repository.commit();
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve(".git"), "gitdir: " + repository.root().resolve(".git"));

        assertRefused(Reason.GITDIR_OUTSIDE, other, "main");
    }

    @Test
    void refusesAGitFolderThatIsALink() throws IOException {
        repository.file("a", "");
        repository.commit();
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.createSymbolicLink(other.resolve(".git"), repository.root().resolve(".git"));

        assertRefused(Reason.GITDIR_OUTSIDE, other, "main");
    }

    @Test
    void refusesASharedFolder() throws IOException {
        repository.file("a", "");
        repository.commit();
        Files.writeString(repository.root().resolve(".git/commondir"), "/srv/other/.git\n");

        assertRefused(Reason.GITDIR_OUTSIDE, repository.root(), "main");
    }

    @Test
    void refusesAnObjectThatIsALink() throws IOException {
        repository.file("a", "secret of another repository");
        repository.commit();
        Path object = anyObject();
        Path moved = Files.move(object, folder.resolve("moved"));
        Files.createSymbolicLink(object, moved);

        assertRefused(Reason.GITDIR_OUTSIDE, repository.root(), "main");
    }

    @Test
    void refusesAConfigurationThatIncludesOthers() throws IOException {
        repository.file("a", "");
        repository.commit();
        Path config = repository.root().resolve(".git/config");
        Files.writeString(config, Files.readString(config) + "[ include ]\n path = /dev/zero\n");

        assertRefused(Reason.GITDIR_OUTSIDE, repository.root(), "main");
    }

    @Test
    void tellsASubmoduleAsFailed() {
        repository.commitOfTree(tree("160000", "sub", ObjectId.fromString("1".repeat(40))));

        assertThat(listing("main").failed()).extracting(FailedFile::code).containsExactly("SUBMODULE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", ".git", "a/b", "/etc"})
    void tellsHostileNamesAsFailed(String name) {
        repository.commitOfTree(tree("100644", name, blob("x")));

        try (GitCommitTree tree = GitCommitTree.open(repository.root(), "main")) {
            ProjectListing listing = ProjectListing.of(tree, Selection.everything(), false);

            assertThat(listing.files()).extracting(file -> file.path()).isSubsetOf(List.of("a/b"));
        }
    }

    @Test
    void tellsANameThatIsNotUtf8AsFailed() {
        byte[] raw = tree("100644", "aXb", blob("x"));
        raw[8] = (byte) 0xFF;
        repository.commitOfTree(raw);

        assertThat(listing("main").failed()).extracting(FailedFile::code).containsExactly("BAD_PATH");
    }

    @Test
    void refusesATreeThatIsCutOff() {
        byte[] raw = tree("100644", "a", blob("x"));
        for (int length = 1; length < raw.length; length++) {
            String commit = repository.commitOfTree(java.util.Arrays.copyOf(raw, length));

            assertThatThrownBy(() -> listing(commit))
                    .isInstanceOfSatisfying(
                            UnreadableSourceException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
        }
    }

    @Test
    void refusesATreeThatUnfoldsWithoutEnd() {
        ObjectId inner = repository.insert(Constants.OBJ_TREE, tree("100644", "a", blob("x")));
        for (int level = 0; level < 40; level++) {
            inner = repository.insert(Constants.OBJ_TREE, concat(tree("40000", "a", inner), tree("40000", "b", inner)));
        }
        ObjectId bomb = inner;

        assertThatThrownBy(() -> repository.readTree(bomb, 10_000))
                .isInstanceOfSatisfying(
                        UnreadableSourceException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void tellsAFolderWhosePathIsTooLongOnceAndShortly() {
        ObjectId files = repository.insert(
                Constants.OBJ_TREE, concat(tree("100644", "a", blob("x")), tree("100644", "b", blob("x"))));
        ObjectId inner = repository.insert(
                Constants.OBJ_TREE,
                concat(tree("40000", "n".repeat(5_000) + "1", files), tree("40000", "n".repeat(5_000) + "2", files)));
        repository.commitOfTree(concat(tree("40000", "deep", inner), tree("100644", "short", blob("x"))));

        TreeListing listing = listing("main");

        assertThat(listing.entries()).extracting(TreeEntry::path).containsExactly("short");
        assertThat(listing.failed())
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allSatisfy(failed -> assertThat(failed.code()).isEqualTo("BAD_PATH"))
                .allSatisfy(failed ->
                        assertThat(failed.path()).startsWith("deep/nnn").hasSizeLessThan(100));
    }

    @Test
    void tellsAFileBelowALongPathOnce() {
        ObjectId inner = repository.insert(Constants.OBJ_TREE, tree("100644", "file.json", blob("x")));
        for (int level = 0; level < 41; level++) {
            inner = repository.insert(Constants.OBJ_TREE, tree("40000", "n".repeat(99), inner));
        }
        repository.commitOfTree(tree("40000", "top", inner));

        assertThat(listing("main").failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.detail()).isEqualTo("The path is longer than 4096 bytes"));
    }

    @Test
    void refusesLongPathsOfManyFiles() {
        ObjectId inner = repository.insert(Constants.OBJ_TREE, tree("100644", "a", blob("x")));
        inner = repository.insert(Constants.OBJ_TREE, tree("40000", "n".repeat(3_000), inner));
        ObjectId top = repository.insert(
                Constants.OBJ_TREE,
                concat(concat(tree("40000", "a", inner), tree("40000", "b", inner)), tree("40000", "c", inner)));

        repository.readTree(top, 100);
        assertThatThrownBy(() -> repository.readTree(top, 10))
                .isInstanceOfSatisfying(
                        UnreadableSourceException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void tellsAMissingBlobAsFailed() {
        repository.commitOfTree(tree("100644", "a", ObjectId.fromString("1".repeat(40))));

        assertThat(listing("main").failed()).extracting(FailedFile::code).containsExactly("UNREADABLE");
    }

    @Test
    void doesNotReadABlobThatIsNotItsId() throws IOException {
        repository.file("a", "what was committed");
        repository.commit();
        try (GitCommitTree tree = GitCommitTree.open(repository.root(), "main")) {
            TreeEntry entry = tree.list().entries().getFirst();
            ObjectId other = blob("what somebody put there");
            Files.copy(
                    object(other),
                    object(ObjectId.fromString(entry.ref())),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            assertThatThrownBy(() -> tree.read(entry)).isInstanceOf(UnreadableFileException.class);
        }
    }

    private void assertRefused(Reason reason, Path root, String revision) {
        assertThatThrownBy(() -> GitCommitTree.open(root, revision).close())
                .isInstanceOfSatisfying(
                        UnreadableSourceException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private ObjectId blob(String content) {
        return repository.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
    }

    private Path object(ObjectId id) {
        return repository
                .root()
                .resolve(".git/objects")
                .resolve(id.name().substring(0, 2))
                .resolve(id.name().substring(2));
    }

    private Path anyObject() throws IOException {
        try (Stream<Path> files = Files.walk(repository.root().resolve(".git/objects"))) {
            return files.filter(Files::isRegularFile).findAny().orElseThrow();
        }
    }

    private static byte[] tree(String mode, String name, ObjectId id) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((mode + " " + name + "\0").getBytes(StandardCharsets.UTF_8));
        byte[] raw = new byte[20];
        id.copyRawTo(raw, 0);
        bytes.writeBytes(raw);
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] one, byte[] other) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(one);
        bytes.writeBytes(other);
        return bytes.toByteArray();
    }
}
