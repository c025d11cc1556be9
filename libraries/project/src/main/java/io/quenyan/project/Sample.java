package io.quenyan.project;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Some of many, the same ones for the same seed on every machine.
///
/// @param count how many; all if there are no more
/// @param seed of the choice
public record Sample(int count, long seed) {

    /// Everything.
    public static final Sample ALL = new Sample(Integer.MAX_VALUE, 0);

    public Sample {
        if (count < 1) {
            throw new IllegalArgumentException("A sample has at least 1, got %d".formatted(count));
        }
    }

    /// Whether it leaves something of `items` out.
    boolean isPartOf(List<?> items) {
        return count < items.size();
    }

    /// The chosen ones, in their order.
    <T> List<T> of(List<T> items) {
        if (!isPartOf(items)) {
            return items;
        }
        int[] order = IntStream.range(0, items.size()).toArray();
        var random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(order.length - i);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return Arrays.stream(order, 0, count).sorted().mapToObj(items::get).toList();
    }
}
