package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.CanonicalJson;
import io.quenyan.format.DerivedKey;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.PackageException;
import io.quenyan.format.Pbkdf2;
import io.quenyan.format.Salt;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexFileTest {

    private static final String HASH = "0f".repeat(32);

    private final DerivedKeys keys = Fixtures.keys("correct horse");

    private static ProjectIndex index(KeyDerivation derivation) {
        IndexEntry descriptor =
                new IndexEntry("b.json", EntryKind.DESCRIPTOR, FileMode.FILE, HASH, 10, null, null, 3, "ab".repeat(20));
        IndexEntry source =
                new IndexEntry("b.json", EntryKind.SOURCE, FileMode.FILE, HASH, 11, null, null, 3, "ab".repeat(20));
        IndexEntry link = new IndexEntry(
                "a\"\\\n\u007F\u0001é\uD83D\uDE00", EntryKind.LINK, FileMode.LINK, HASH, 12, "alias/x", "2", 2, null);
        return new ProjectIndex(
                "billing é",
                "ab".repeat(20),
                "cd".repeat(20),
                true,
                3,
                null,
                derivation,
                null,
                HASH,
                List.of(new ProjectIndex.Failure("z", "BAD_JSON")),
                List.of(source, descriptor, link));
    }

    private byte[] sealed() {
        return index(Fixtures.QUICK).seal(keys.get(Fixtures.QUICK));
    }

    @Test
    void givesBackWhatWasWritten() {
        ProjectIndex claimed = IndexFile.parse(sealed()).claimed();

        assertThat(claimed).isEqualTo(index(Fixtures.QUICK));
    }

    @Test
    void givesBackAnIndexOfEncryptionVersionOne() {
        KeyDerivation derivation = new Pbkdf2(Salt.of(new byte[16]));
        byte[] bytes = index(derivation).seal(keys.get(derivation));

        assertThat(IndexFile.parse(bytes).claimed().derivation()).isEqualTo(derivation);
    }

    @Test
    void isCanonicalJson() {
        byte[] bytes = sealed();

        assertThat(CanonicalJson.python(CanonicalJson.parse(bytes))).isEqualTo(bytes);
    }

    @Test
    void isVouchedForByTheDocumentedCode() {
        byte[] bytes = sealed();
        JsonNode whole = CanonicalJson.parse(bytes);

        byte[] code = keys.get(Fixtures.QUICK)
                .macKey("quenyan-index-mac:v1\0billing é".getBytes(StandardCharsets.UTF_8))
                .mac(CanonicalJson.python(Objects.requireNonNull(whole.get("index"))));

        assertThat(whole.path("mac").asText()).isEqualTo(HexFormat.of().formatHex(code));
    }

    @Test
    void isVouchedForByItsKey() {
        assertThat(IndexFile.parse(sealed()).vouchedBy(keys.get(Fixtures.QUICK)))
                .isTrue();
    }

    @Test
    void isNotVouchedForByAnotherPassphrase() {
        DerivedKey other = Fixtures.keys("wrong horse").get(Fixtures.QUICK);

        assertThat(IndexFile.parse(sealed()).vouchedBy(other)).isFalse();
    }

    @Test
    void isNeverVouchedForWithAByteChanged() {
        byte[] bytes = sealed();
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] altered = bytes.clone();
                altered[i] ^= (byte) (1 << bit);

                assertThat(accepts(altered)).as("bit %d of byte %d", bit, i).isFalse();
            }
        }
    }

    @Test
    void isRefusedCutOffAnywhere() {
        byte[] bytes = sealed();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);

            assertThatThrownBy(() -> IndexFile.parse(cut)).isInstanceOf(IndexException.class);
        }
    }

    private boolean accepts(byte[] bytes) {
        try {
            IndexFile file = IndexFile.parse(bytes);
            return file.claimed().derivation().equals(Fixtures.QUICK) && file.vouchedBy(keys.get(Fixtures.QUICK));
        } catch (IndexException | PackageException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "a/../x", "a//x", "nul\0", ".git/hooks/x", "", "\uD800", "x/"})
    void refusesHostilePaths(String path) {
        assertRefused(index -> ((ObjectNode) entries(index).get(0)).put("path", path));
    }

    @Test
    void refusesAPathWhosePackageHasNoName() {
        assertRefused(index -> ((ObjectNode) entries(index).get(0)).put("path", "A".repeat(250)));
    }

    @Test
    void refusesEntriesOutOfOrder() {
        assertRefused(index -> entries(index).insert(0, entries(index).remove(2)));
    }

    @Test
    void refusesAnEntryTwice() {
        assertRefused(index -> entries(index).insert(0, entries(index).get(0).deepCopy()));
    }

    @Test
    void refusesALinkThatIsExecutable() {
        assertRefused(index -> ((ObjectNode) entries(index).get(0)).put("mode", "100755"));
    }

    @Test
    void refusesASizeThatNoPackageHas() {
        assertRefused(index -> ((ObjectNode) entries(index).get(0)).put("size", Long.MAX_VALUE));
    }

    @Test
    void refusesAnotherFormat() {
        assertRefused(index -> index.put("format", "quenyan-index/2"));
    }

    @Test
    void refusesADerivationThatIsNotKnown() {
        assertRefused(index -> index.put("encryption", 3));
    }

    @Test
    void refusesAMissingMember() {
        assertRefused(index -> index.remove("content_sha256"));
    }

    @Test
    void refusesADerivationThatCostsTooMuchBeforeDeriving() {
        byte[] bytes =
                altered(index -> ((ObjectNode) index.get("kdf_parameters")).put("memory_cost", Integer.MAX_VALUE));

        assertThatThrownBy(() -> IndexFile.parse(bytes)).isInstanceOf(PackageException.class);
    }

    private void assertRefused(Consumer<ObjectNode> change) {
        byte[] bytes = altered(change);
        assertThatThrownBy(() -> IndexFile.parse(bytes)).isInstanceOf(IndexException.class);
    }

    private byte[] altered(Consumer<ObjectNode> change) {
        ObjectNode whole = (ObjectNode) CanonicalJson.parse(sealed());
        change.accept((ObjectNode) Objects.requireNonNull(whole.get("index")));
        return CanonicalJson.python(whole);
    }

    private static ArrayNode entries(ObjectNode index) {
        return (ArrayNode) Objects.requireNonNull(index.get("entries"));
    }
}
