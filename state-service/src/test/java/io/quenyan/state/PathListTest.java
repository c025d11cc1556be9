package io.quenyan.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.project.Decision;
import io.quenyan.project.FileAction;
import io.quenyan.project.RebuildReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathListTest {

    @Test
    void asksForWhatIsToChangeAndForNothingElse() {
        List<Decision> decisions = List.of(
                new Decision("b", FileAction.REBUILT, RebuildReason.NEW),
                new Decision("a", FileAction.REMOVED, null),
                new Decision("c", FileAction.REUSED, null),
                new Decision("d", FileAction.FAILED, null),
                new Decision("e", FileAction.FAILED, null));

        assertThat(new String(
                        PathList.of(decisions, List.of("z"), Set.of("e", "z")).lines(), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {"action":"remove","path":"a"}
                        {"action":"encode","path":"b"}
                        {"action":"encode","path":"d"}
                        {"action":"remove","path":"z"}
                        """);
    }

    @Test
    void isEmptyWhenNothingChanged() {
        assertThat(PathList.of(List.of(new Decision("c", FileAction.REUSED, null)), List.of(), Set.of())
                        .isEmpty())
                .isTrue();
    }
}
