package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateFormTest {

    private static final byte[] SMALL = TestStates.bytes(TestStates.small(3));

    private static boolean isRefused(byte[] bytes) {
        try {
            StateReader.read(bytes);
            return false;
        } catch (StateException e) {
            return true;
        }
    }

    @Test
    void readsWhatItWrote() {
        assertThat(StateReader.read(SMALL.clone())).isEqualTo(TestStates.small(3));
    }

    @Test
    void readsAStateWithoutFiles() {
        ProjectState empty = ProjectState.first("p", Instant.EPOCH, null, List.of());

        assertThat(StateReader.read(TestStates.bytes(empty))).isEqualTo(empty);
    }

    @Test
    void leavesTheBytesAsTheyWere() {
        byte[] bytes = SMALL.clone();

        StateReader.read(bytes);

        assertThat(bytes).isEqualTo(SMALL);
    }

    @Test
    void detectsACutAtEveryByte() {
        assertThat(IntStream.range(0, SMALL.length).filter(length -> !isRefused(Arrays.copyOf(SMALL, length))))
                .isEmpty();
    }

    @Test
    void detectsEveryFlippedBit() {
        assertThat(IntStream.range(0, SMALL.length * 8).filter(bit -> {
                    byte[] altered = SMALL.clone();
                    altered[bit / 8] ^= (byte) (1 << bit % 8);
                    return !isRefused(altered);
                }))
                .isEmpty();
    }

    @Test
    void detectsAByteTooMany() {
        assertThat(isRefused(Arrays.copyOf(SMALL, SMALL.length + 1))).isTrue();
    }

    /// The start of one revision and the end of another, joined at every byte.
    @Test
    void detectsTwoRevisionsInOne() {
        byte[] other = TestStates.bytes(TestStates.small(4));

        assertThat(IntStream.range(0, SMALL.length).filter(at -> {
                    byte[] joined = SMALL.clone();
                    System.arraycopy(other, at, joined, at, other.length - at);
                    return !Arrays.equals(joined, SMALL) && !Arrays.equals(joined, other) && !isRefused(joined);
                }))
                .isEmpty();
    }

    @Test
    void refusesALaterFormat() {
        byte[] later =
                resealed(new String(SMALL, StandardCharsets.US_ASCII).replace("quenyan-state/1", "quenyan-state/2"));

        assertThatThrownBy(() -> StateReader.read(later))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("its format is 'quenyan-state/2'");
    }

    private static byte[] resealed(String text) {
        String covered = text.substring(0, text.indexOf(StateForm.MIDDLE));
        String checksum = Sha256.hex(covered.getBytes(StandardCharsets.US_ASCII));
        return (covered + StateForm.MIDDLE + checksum + StateForm.TAIL).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void findsThePlaceInTheFirstBytes() {
        assertThat(StateSeal.place(Arrays.copyOf(SMALL, 256))).hasValue(new StateSeal.Place(TestStates.LINEAGE, 3));
    }

    @Test
    void namesTheDigestOfItsEntries() {
        String text = new String(SMALL, StandardCharsets.US_ASCII);
        String entries =
                text.substring(text.indexOf("\"entries\":") + "\"entries\":".length(), text.indexOf(StateForm.MIDDLE));

        assertThat(text)
                .contains(
                        "\"entries_sha256\":\"%s\"".formatted(Sha256.hex(entries.getBytes(StandardCharsets.US_ASCII))));
    }
}
