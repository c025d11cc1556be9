package io.quenyan.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.format.Encryption;
import io.quenyan.project.EntryKind;
import io.quenyan.project.FileMode;
import io.quenyan.project.RebuildReason;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.RecordedPackage;
import io.quenyan.project.SealedWith;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InventoryDigestTest {

    private static final SealedWith SEALED = new SealedWith("1.2.0", Encryption.V2, "00", null);
    private static final RecordedPackage PACKAGE = new RecordedPackage(EntryKind.SOURCE, "p", 1, "c", null);

    @Test
    void noMemberOfAFileCanChangeUnseen() {
        List<RecordedFile> all = List.of(
                file("a", FileMode.FILE, "s", List.of(PACKAGE), SEALED, List.of(), 1, "c", "b"),
                file("b", FileMode.FILE, "s", List.of(PACKAGE), SEALED, List.of(), 1, "c", "b"),
                file("a", FileMode.EXECUTABLE, "s", List.of(PACKAGE), SEALED, List.of(), 1, "c", "b"),
                file("a", FileMode.FILE, "t", List.of(PACKAGE), SEALED, List.of(), 1, "c", "b"),
                file("a", FileMode.FILE, "s", List.of(), SEALED, List.of(), 1, "c", "b"),
                file("a", FileMode.FILE, "s", List.of(PACKAGE, PACKAGE), SEALED, List.of(), 1, "c", "b"),
                file(
                        "a",
                        FileMode.FILE,
                        "s",
                        List.of(PACKAGE),
                        new SealedWith("1.2.0", Encryption.V1, "00", null),
                        List.of(),
                        1,
                        "c",
                        "b"),
                file("a", FileMode.FILE, "s", List.of(PACKAGE), SEALED, List.of("x"), 1, "c", "b"),
                file("a", FileMode.FILE, "s", List.of(PACKAGE), SEALED, List.of(), 2, "c", "b"),
                file("a", FileMode.FILE, "s", List.of(PACKAGE), SEALED, List.of(), 1, "d", "b"),
                file("a", FileMode.FILE, "s", List.of(PACKAGE), SEALED, List.of(), 1, "c", "d"));
        Set<String> digests = all.stream()
                .map(file -> InventoryDigest.of(1, "i", List.of(file)))
                .collect(Collectors.toSet());

        assertThat(digests).hasSize(all.size());
    }

    @Test
    void noFileCanComeOrGoUnseenAndTheirOrderIsNothing() {
        RecordedFile a = file("a", FileMode.FILE, "s", List.of(PACKAGE), SEALED, List.of(), 1, "c", "b");
        RecordedFile b = file("b", FileMode.FILE, "s", List.of(PACKAGE), SEALED, List.of(), 1, "c", "b");

        assertThat(InventoryDigest.of(1, "i", List.of(a, b)))
                .isEqualTo(InventoryDigest.of(1, "i", List.of(b, a)))
                .isNotIn(Stream.of(
                                InventoryDigest.of(1, "i", List.of(a)),
                                InventoryDigest.of(2, "i", List.of(a, b)),
                                InventoryDigest.of(1, "j", List.of(a, b)))
                        .toList());
    }

    private static RecordedFile file(
            String path,
            FileMode mode,
            String source,
            List<RecordedPackage> packages,
            SealedWith sealed,
            List<String> dependencies,
            long generation,
            String commit,
            String blob) {
        return new RecordedFile(
                path,
                mode,
                source,
                packages,
                sealed,
                dependencies,
                Instant.EPOCH,
                generation,
                commit,
                RebuildReason.NEW,
                blob,
                null);
    }
}
