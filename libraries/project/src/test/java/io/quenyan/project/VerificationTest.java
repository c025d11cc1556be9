package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.format.DerivedKeys;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.git.TestRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

    @TempDir
    Path folder;

    private final DerivedKeys keys = Fixtures.keys("correct horse");

    @BeforeEach
    void encode() {
        try (TestRepository repository = TestRepository.at(folder.resolve("repo"))) {
            repository
                    .file("a.json", Fixtures.descriptor("AAAA"))
                    .file("b", "text")
                    .commit();
            Fixtures.encode(repository.root(), output(), keys, Selection.everything());
        }
    }

    private Path output() {
        return folder.resolve("out");
    }

    private VerificationReport verify(@Nullable DerivedKeys with) {
        return verify(with, Sample.ALL, null);
    }

    private VerificationReport verify(@Nullable DerivedKeys with, Sample sample, @Nullable String expected) {
        return new Verification(PackageFolder.open(output()), with, Progress.NONE)
                .verify(Fixtures.index(output()), sample, expected);
    }

    @Test
    void findsNothingBadOnWhatWasJustWritten() {
        VerificationReport report = verify(keys);

        assertThat(report.ok()).isEqualTo(3);
        assertThat(report.bad()).isEmpty();
    }

    @Test
    void checksDigestsWithoutASecret() {
        VerificationReport report = verify(null);

        assertThat(report.authenticated()).isFalse();
        assertThat(report.ok()).isEqualTo(3);
    }

    @Test
    void findsAPackageThatIsGone() throws IOException {
        Files.delete(output().resolve("b.src.qyn1"));

        assertThat(verify(keys).bad()).extracting(BadEntry::reason).containsExactly("MISSING");
    }

    @Test
    void findsAPackageThatIsCutOff() throws IOException {
        Path cut = output().resolve("b.src.qyn1");
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 1));

        assertThat(verify(null).bad()).extracting(BadEntry::reason).containsExactly("SIZE_MISMATCH");
    }

    @Test
    void findsAPackageThatGrew() throws IOException {
        Path grown = output().resolve("b.src.qyn1");
        byte[] bytes = Files.readAllBytes(grown);
        Files.write(grown, Arrays.copyOf(bytes, bytes.length + 1_000));

        assertThat(verify(null).bad()).extracting(BadEntry::reason).containsExactly("SIZE_MISMATCH");
    }

    @Test
    void findsAnyByteThatChanged() throws IOException {
        Path altered = output().resolve("b.src.qyn1");
        byte[] bytes = Files.readAllBytes(altered);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            Files.write(altered, changed);

            assertThat(verify(null).bad()).as("byte %d", i).hasSize(1);
        }
    }

    @Test
    void saysThatTheSecretIsWrong() {
        assertThatThrownBy(() -> verify(Fixtures.keys("wrong horse")))
                .isInstanceOfSatisfying(
                        UntrustedIndexException.class,
                        e -> assertThat(e.trust()).isEqualTo(IndexTrust.WRONG_SECRET));
    }

    @Test
    void saysThatTheIndexWasAltered() throws IOException {
        Path index = output().resolve("index.json");
        String altered = Files.readString(index).replace("\"generation\":1,\"kdf", "\"generation\":2,\"kdf");
        Files.write(index, altered.getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> verify(keys))
                .isInstanceOfSatisfying(
                        UntrustedIndexException.class,
                        e -> assertThat(e.trust()).isEqualTo(IndexTrust.ALTERED));
    }

    @Test
    void saysThatAPackageWasDroppedFromTheIndex() throws IOException {
        Path index = output().resolve("index.json");
        String text = Files.readString(index);
        int last = text.lastIndexOf(",{\"commit\"");
        String dropped = text.substring(0, last) + text.substring(text.indexOf("],\"epoch\""));
        Files.write(index, dropped.getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> verify(keys)).isInstanceOf(UntrustedIndexException.class);
    }

    @Test
    void looksAtASampleOnly() {
        assertThat(verify(keys, new Sample(1, 7), null).checked()).isEqualTo(1);
    }

    @Test
    void findsOtherContentThanExpected() {
        assertThat(verify(keys, Sample.ALL, "00".repeat(32)).bad())
                .extracting(BadEntry::reason)
                .containsExactly("CONTENT_MISMATCH");
    }

    @Test
    void findsTheContentThatIsExpected() {
        String expected = Fixtures.index(output()).claimed().contentSha256();

        assertThat(verify(null, Sample.ALL, expected).bad()).isEmpty();
    }
}
