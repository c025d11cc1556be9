package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentDigestTest {

    private static final ContentDigest.Line LINK =
            new ContentDigest.Line(EntryKind.LINK, FileMode.LINK, "11".repeat(32), "a");
    private static final ContentDigest.Line DESCRIPTOR =
            new ContentDigest.Line(EntryKind.DESCRIPTOR, FileMode.FILE, "22".repeat(32), "é.json");
    private static final ContentDigest.Line SOURCE =
            new ContentDigest.Line(EntryKind.SOURCE, FileMode.EXECUTABLE, "33".repeat(32), "é.json");

    @Test
    void isTheDigestOfTheDocumentedLines() {
        String lines = "link 120000 " + "11".repeat(32) + " a\0"
                + "descriptor 100644 " + "22".repeat(32) + " é.json\0"
                + "source 100755 " + "33".repeat(32) + " é.json\0";

        assertThat(ContentDigest.of(List.of(LINK, DESCRIPTOR, SOURCE)))
                .isEqualTo(Sha256.hex(lines.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void doesNotDependOnTheOrderOfWork() {
        assertThat(ContentDigest.of(List.of(SOURCE, LINK, DESCRIPTOR)))
                .isEqualTo(ContentDigest.of(List.of(LINK, DESCRIPTOR, SOURCE)));
    }
}
