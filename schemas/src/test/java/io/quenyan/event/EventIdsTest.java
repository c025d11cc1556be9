package io.quenyan.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private static final Topic PACKAGES = TopicCatalogue.load().ofRecord("PackageEncoded");

    @Test
    void tenThousandFilesHaveTenThousandIds() {
        Set<UUID> ids = Set.copyOf(idsOfABatch());

        assertThat(ids).hasSize(10_000);
    }

    @Test
    void theSameWorkDoneAgainHasTheSameIds() {
        assertThat(idsOfABatch()).isEqualTo(idsOfABatch());
    }

    @Test
    void isTheNameBasedUuidOfCauseNameAndSubject() {
        assertThat(EventIds.of("0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3", "package-encoded", "source a.txt"))
                .hasToString("da26b1ce-879f-57b1-b561-43102519f343")
                .satisfies(id -> assertThat(id.version()).isEqualTo(5));
    }

    @Test
    void aRootWithoutACauseIsNotTheEffectOfAnEmptyOne() {
        assertThat(EventIds.of(null, "a", "b")).isEqualTo(EventIds.of("", "a", "b"));
    }

    @Test
    void theBordersBetweenItsPartsCount() {
        assertThat(EventIds.of("a", "bc", "d")).isNotEqualTo(EventIds.of("ab", "c", "d"));
    }

    @Test
    void aDescriptorAndASourceOfOnePathAreTwoEvents() {
        PackageEncoded source = Samples.packageEncoded("a.json");
        PackageEncoded descriptor = Samples.packageEncoded("a.json");
        descriptor.put("kind", "descriptor");

        assertThat(EventSubject.of(PACKAGES, source)).isNotEqualTo(EventSubject.of(PACKAGES, descriptor));
    }

    @Test
    void rootsAreOrderedByTime() {
        assertThat(EventIds.root().version()).isEqualTo(7);
    }

    private static List<UUID> idsOfABatch() {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> Samples.packageEncoded("src/%d/File%d.java".formatted(i % 100, i)))
                .map(event -> EventIds.of(Samples.CAUSE, "package-encoded", EventSubject.of(PACKAGES, event)))
                .collect(Collectors.toList());
    }
}
