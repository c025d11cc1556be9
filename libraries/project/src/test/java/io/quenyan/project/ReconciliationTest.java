package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private static final Map<String, Long> EXCLUDED = Map.of("ignored", 2L, "own-file", 1L);

    private static Reconciliation of(long tracked, long rebuilt, Map<RebuildReason, Long> reasons) {
        return new Reconciliation(tracked, EXCLUDED, rebuilt, 5, 1, 4, reasons);
    }

    @Test
    void addsUp() {
        assertThat(of(11, 2, Map.of(RebuildReason.NEW, 1L, RebuildReason.FORCED, 1L))
                        .gap())
                .isEmpty();
    }

    @Test
    void showsASkippedFile() {
        assertThat(of(12, 2, Map.of(RebuildReason.NEW, 2L)).gap())
                .hasValue("12 files were found, and 8 were seen and 3 left out");
    }

    @Test
    void showsARebuildWithoutAReason() {
        assertThat(of(11, 2, Map.of(RebuildReason.NEW, 1L)).gap())
                .hasValue("2 files were rebuilt, and 1 have a reason");
    }

    @Test
    void ratesHitsOverTheFilesThatHavePackages() {
        assertThat(of(13, 5, Map.of()).hitRate()).isEqualTo(0.5);
    }

    @Test
    void ratesNothingAsNoHits() {
        assertThat(new Reconciliation(0, Map.of(), 0, 0, 0, 0, Map.of()).hitRate())
                .isZero();
    }
}
