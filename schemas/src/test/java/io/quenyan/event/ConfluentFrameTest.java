package io.quenyan.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfluentFrameTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void isAZeroAndTheIdBigEndian() {
        assertThat(ConfluentFrame.frame(0x01020304, new byte[] {9, 8})).isEqualTo(HEX.parseHex("00010203040908"));
    }

    @Test
    void givesBackWhatWasFramed() {
        assertThat(ConfluentFrame.parse(ConfluentFrame.frame(7, new byte[] {1})))
                .contains(new ConfluentFrame(7, new byte[] {1}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00000000", "0100000007ff", "c30100000000"})
    void isNotSeenWhereThereIsNone(String bytes) {
        assertThat(ConfluentFrame.parse(HEX.parseHex(bytes))).isEmpty();
    }
}
