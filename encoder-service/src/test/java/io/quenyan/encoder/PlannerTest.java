package io.quenyan.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.encoder.PathList.Action;
import io.quenyan.encoder.TaskResult.Failure;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.Pbkdf2;
import io.quenyan.format.Salt;
import io.quenyan.project.FileMode;
import io.quenyan.project.PlannedFile;
import io.quenyan.project.StoredPath;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.TreeListing;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final String BASE = "b".repeat(64);
    private static final KeyDerivation KEY = new Pbkdf2(Salt.ofHex("00".repeat(16)));
    private static final Outputs.Current CURRENT = new Outputs.Current(BASE, "c".repeat(64), 1, KEY, null, false);
    private static final String TOO_LONG = "folder/".repeat(400) + "file";
    private static final PlannedFile FILE = new PlannedFile("a.txt", FileMode.FILE, 1, "1");
    private static final Failure SUBMODULE = new Failure("lib", "SUBMODULE", "Another repository");
    private static final Failure LONG = new Failure(StoredPath.of(TOO_LONG), "BAD_PATH", "Too long");
    private static final TreeListing TREE =
            new TreeListing(List.of(FILE.entry(), new TreeEntry("b.png", FileMode.FILE, 1, "2")), List.of(), Map.of());

    @Test
    void encodesAndFailsWhatAPartNames() {
        BatchPlan part = part(
                Map.of("a.txt", Action.ENCODE, "lib", Action.ENCODE, TOO_LONG, Action.ENCODE, "gone", Action.REMOVE));

        assertThat(part.files()).containsExactly(FILE);
        assertThat(part.failures()).containsExactlyInAnyOrder(SUBMODULE, LONG);
        assertThat(part.base())
                .isEqualTo(new BatchPlan.Base(BASE, Set.of("a.txt", "lib", "gone", StoredPath.of(TOO_LONG)), KEY));
    }

    @Test
    void saysWhyAPathOfAPartCannotBeEncoded() {
        assertThatThrownBy(() -> part(Map.of("b.png", Action.ENCODE))).hasMessageEndingWith("is excluded");
        assertThatThrownBy(() -> part(Map.of("c.txt", Action.ENCODE))).hasMessageEndingWith("is not in the commit");
    }

    @Test
    void refusesMorePackagesThanVersion1Takes() {
        int most = (int) (BatchPlan.MOST_V1_PACKAGES / 2);

        assertThatCode(() -> checkKeyUse(1, most)).doesNotThrowAnyException();
        assertThatCode(() -> checkKeyUse(2, most + 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> checkKeyUse(1, most + 1)).hasMessageStartingWith("ENCRYPTION_UNSUPPORTED");
    }

    private static void checkKeyUse(int encryption, int files) {
        Requests.Change change = new Requests.Change();
        change.encryption = encryption;
        Planner.checkKeyUse(Requests.with(change), plan(Collections.nCopies(files, FILE)));
    }

    private static BatchPlan part(Map<String, Action> actions) {
        return Planner.part(plan(List.of(FILE)), new PathList(actions), CURRENT, TREE);
    }

    private static BatchPlan plan(List<PlannedFile> files) {
        return new BatchPlan(
                "1".repeat(40), "2".repeat(40), files, List.of(SUBMODULE, LONG), Map.of(), 0, List.of(), null, null);
    }
}
