package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.format.BatchSeed;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Descriptor;
import io.quenyan.format.PackageReader;
import io.quenyan.format.PackageWriter;
import io.quenyan.format.SealingMaterial;
import io.quenyan.project.FileOutcome.Encoded;
import io.quenyan.project.FileOutcome.Excluded;
import io.quenyan.project.FileOutcome.Failed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileEncoderTest {

    private final DerivedKeys keys = Fixtures.keys("correct horse");

    private FileOutcome encode(String path, FileMode mode, String content, boolean sources) {
        var encoder = new FileEncoder(new EncodingJob(
                "billing",
                7,
                sources,
                null,
                new PackageWriter(keys.get(Fixtures.QUICK)),
                each -> SealingMaterial.seeded(BatchSeed.of(new byte[BatchSeed.LENGTH]), each)));
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return encoder.encode(new PlannedFile(path, mode, bytes.length, ""), bytes);
    }

    private List<EncodedEntry> entries(String path, String content) {
        return ((Encoded) encode(path, FileMode.FILE, content, true)).entries();
    }

    @Test
    void givesADescriptorBothPackages() {
        assertThat(entries("x/a.json", Fixtures.descriptor("AAAA")))
                .extracting(EncodedEntry::packageName)
                .containsExactly("x/a.qyn1", "x/a.json.src.qyn1");
    }

    @Test
    void keepsEveryByteOfASource() {
        EncodedEntry source = entries("a.bin", "\0\1\r\nä").getFirst();

        Descriptor opened = new PackageReader(keys).read(source.content());

        assertThat(opened.tokens()).isEqualTo("\0\1\r\nä".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsTheSamePackageForTheSameWork() {
        assertThat(entries("a.txt", "hello").getFirst().sha256())
                .isEqualTo(entries("a.txt", "hello").getFirst().sha256());
    }

    @Test
    void agreesOnADescriptorsContentBeforeAndAfterDecoding() {
        EncodedEntry descriptor = entries("a.json", Fixtures.descriptor("AAAA")).getFirst();

        Descriptor opened = new PackageReader(keys).read(descriptor.content());

        assertThat(Sha256.hex(opened.contentForm())).isEqualTo(descriptor.contentSha256());
    }

    @Test
    void keepsALinksTarget() {
        Encoded link = (Encoded) encode("a", FileMode.LINK, "../../etc/passwd", true);

        assertThat(link.entries()).extracting(EncodedEntry::kind).containsExactly(EntryKind.LINK);
    }

    @Test
    void leavesOutJsonWithoutSections() {
        assertThat(encode("a.json", FileMode.FILE, "{\"a\":1}", false))
                .isEqualTo(new Excluded("a.json", "not-a-descriptor"));
    }

    @Test
    void leavesOutBrokenJsonThatDoesNotSpeakOfSections() {
        assertThat(encode("a.json", FileMode.FILE, "{\"a\":", false))
                .isEqualTo(new Excluded("a.json", "not-a-descriptor"));
    }

    @Test
    void leavesOutSectionsThatAreNotAtTheTop() {
        assertThat(encode("a.json", FileMode.FILE, "[{\"sections\":{}}]", false))
                .isInstanceOf(Excluded.class);
    }

    @Test
    void tellsBrokenJsonThatSpeaksOfSectionsAsFailed() {
        assertThat(((Failed) encode("a.json", FileMode.FILE, "{\"sections\":", false)).code())
                .isEqualTo("BAD_JSON");
    }

    @Test
    void tellsADescriptorWithAFaultAsFailed() {
        assertThat(((Failed) encode("a.json", FileMode.FILE, "{\"sections\":{}}", true)).code())
                .isEqualTo("MISSING_FIELD");
    }

    @Test
    void tellsAnLfsPointerAsFailed() {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 12\n";

        assertThat(((Failed) encode("a.bin", FileMode.FILE, pointer, true)).code())
                .isEqualTo("LFS_POINTER");
    }
}
