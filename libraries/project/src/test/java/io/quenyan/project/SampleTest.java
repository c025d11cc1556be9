package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final List<Integer> MANY = IntStream.range(0, 1_000).boxed().toList();

    @Test
    void choosesTheSameForTheSameSeed() {
        assertThat(new Sample(5, 42).of(MANY)).isEqualTo(new Sample(5, 42).of(MANY));
    }

    @Test
    void choosesDifferentOnesInTheirOrder() {
        assertThat(new Sample(900, 1).of(MANY))
                .hasSize(900)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void takesAllWhenThereAreNoMore() {
        assertThat(new Sample(2_000, 1).of(MANY)).isEqualTo(MANY);
    }
}
