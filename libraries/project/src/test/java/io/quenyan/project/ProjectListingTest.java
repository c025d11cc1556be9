package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quenyan.format.Limits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectListingTest {

    @Test
    void takesOnlyJsonWithoutSources() {
        MemoryTree tree =
                new MemoryTree().with("a.json", "{}").with("b.txt", "").with("c/d.json", "{}");

        ProjectListing listing = ProjectListing.of(tree, Selection.descriptors(), false);

        assertThat(listing.files()).extracting(PlannedFile::path).containsExactly("a.json", "c/d.json");
        assertThat(listing.excludedByReason()).isEqualTo(Map.of("not-a-descriptor", 1L));
    }

    @Test
    void takesEveryFileWithSources() {
        MemoryTree tree = new MemoryTree().with("a.json", "{}").with("b.txt", "");

        ProjectListing listing = ProjectListing.of(tree, Selection.everything(), false);

        assertThat(listing.files()).extracting(PlannedFile::path).containsExactly("a.json", "b.txt");
    }

    @Test
    void countsWhatNoGlobTakes() {
        MemoryTree tree = new MemoryTree().with("a.json", "{}").with("b/c.json", "{}");

        ProjectListing listing = ProjectListing.of(tree, new Selection(List.of("b/**"), false), false);

        assertThat(listing.excludedByReason()).isEqualTo(Map.of("not-included", 1L));
    }

    @Test
    void tellsFilesOverTheBudgetAsFailedBeforeReadingThem() {
        MemoryTree tree = new MemoryTree().withSize("big.bin", Limits.TOKENS + 1L);

        ProjectListing listing = ProjectListing.of(tree, Selection.everything(), false);

        assertThat(listing.failed()).extracting(FailedFile::code).containsExactly("BUDGET_EXCEEDED");
    }

    @Test
    void tellsHostilePathsAsFailed() {
        MemoryTree tree = new MemoryTree().with("../x.json", "{}").with("a/.git/config", "");

        ProjectListing listing = ProjectListing.of(tree, Selection.everything(), false);

        assertThat(listing.failed()).extracting(FailedFile::code).containsExactly("BAD_PATH", "BAD_PATH");
    }

    @Test
    void tellsNamesThatGrowTooLongAsFailed() {
        MemoryTree tree = new MemoryTree().with("x".repeat(250), "");

        ProjectListing listing = ProjectListing.of(tree, Selection.everything(), false);

        assertThat(listing.failed()).extracting(FailedFile::code).containsExactly("NAME_TOO_LONG");
    }

    @Test
    void failsPathsThatNoTableHoldsUnderAnotherName() {
        String path = "folder/".repeat(300) + "x.json";
        MemoryTree tree = new MemoryTree().with("a.json", "{}").with(path, "{}").withFailed(path + "b", "SUBMODULE");

        ProjectListing listing =
                ProjectListing.of(tree, Selection.descriptors(), false).stored();

        assertThat(listing.files()).extracting(PlannedFile::path).containsExactly("a.json");
        assertThat(listing.failed())
                .extracting(FailedFile::path, FailedFile::code)
                .containsExactlyInAnyOrder(
                        tuple(StoredPath.of(path), "BAD_PATH"), tuple(StoredPath.of(path + "b"), "SUBMODULE"));
    }

    @Test
    void refusesASourceAndADescriptorOfOneName() {
        MemoryTree tree = new MemoryTree().with("a", "").with("a.src.json", Fixtures.descriptor(""));

        assertThatThrownBy(() -> ProjectListing.of(tree, Selection.everything(), false))
                .isInstanceOf(NameCollisionException.class)
                .hasMessageContaining("'a.src.qyn1'");
    }

    @Test
    void letsAFileThatIsNoDescriptorGiveUpTheName() {
        MemoryTree tree = new MemoryTree().with("a", "").with("a.src.json", "{}");

        assertThatCode(() -> ProjectListing.of(tree, Selection.everything(), false))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAPackageThatMustBeAFolderAsWell() {
        MemoryTree tree =
                new MemoryTree().with("a.json", Fixtures.descriptor("")).with("a.qyn1/b", "");

        assertThatThrownBy(() -> ProjectListing.of(tree, Selection.everything(), false))
                .isInstanceOf(NameCollisionException.class);
    }

    @Test
    void refusesAFolderThatEveryOutputHasForItself() {
        MemoryTree tree = new MemoryTree().with("index.json/b", "");

        assertThatThrownBy(() -> ProjectListing.of(tree, Selection.everything(), false))
                .isInstanceOf(NameCollisionException.class);
    }

    @Test
    void refusesNamesThatDifferInCaseWhereTheFolderFoldsIt() {
        MemoryTree tree = new MemoryTree().with("A", "").with("a", "");

        assertThatThrownBy(() -> ProjectListing.of(tree, Selection.everything(), true))
                .isInstanceOf(NameCollisionException.class);
    }

    @Test
    void takesNamesThatDifferInCaseElsewhere() {
        MemoryTree tree = new MemoryTree().with("A", "").with("a", "");

        assertThatCode(() -> ProjectListing.of(tree, Selection.everything(), false))
                .doesNotThrowAnyException();
    }
}
