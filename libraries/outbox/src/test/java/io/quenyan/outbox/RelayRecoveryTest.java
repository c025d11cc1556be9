package io.quenyan.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.outbox.RelayRecovery.AlreadySent;
import io.quenyan.outbox.RelayRecovery.Committed;
import io.quenyan.outbox.RelayRecovery.NewLineage;
import io.quenyan.outbox.RelayRecovery.Ready;
import io.quenyan.outbox.RelayRecovery.Remembered;
import io.quenyan.outbox.RelayRecovery.SendAgain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RelayRecoveryTest {

    private static final String OURS = "ours";

    @Test
    void deletesTheOpenShipmentThatKafkaHas() {
        assertThat(RelayRecovery.of(new Remembered(OURS, 4, true), new Committed(OURS, 4)))
                .isEqualTo(new AlreadySent());
    }

    @Test
    void sendsTheOpenShipmentThatKafkaDoesNotHave() {
        assertThat(RelayRecovery.of(new Remembered(OURS, 4, true), new Committed(OURS, 3)))
                .isEqualTo(new SendAgain());
    }

    @Test
    void sendsTheFirstShipmentOfAll() {
        assertThat(RelayRecovery.of(new Remembered(OURS, 1, true), null)).isEqualTo(new SendAgain());
    }

    @Test
    void goesAboveKafkaAfterADatabaseWasRestoredFromAnEarlierCopy() {
        assertThat(RelayRecovery.of(new Remembered(OURS, 4, true), new Committed(OURS, 9)))
                .isEqualTo(new NewLineage(10));
    }

    @Test
    void goesAboveBothAfterAnotherLineageHasShipped() {
        assertThat(RelayRecovery.of(new Remembered(OURS, 12, false), new Committed("theirs", 9)))
                .isEqualTo(new NewLineage(13));
    }

    @Test
    void knowsNoOpenShipmentBeforeTheFirst() {
        assertThatThrownBy(() -> new Remembered(OURS, 0, true)).isInstanceOf(IllegalArgumentException.class);
    }

    /// Every pair of small numbers, lineages and states.
    record Situation(Remembered database, @Nullable Committed kafka) {}

    static List<Situation> everySituation() {
        List<Situation> situations = new ArrayList<>();
        for (long shipment = 0; shipment <= 4; shipment++) {
            for (boolean open : new boolean[] {false, true}) {
                if (open && shipment == 0) {
                    continue;
                }
                Remembered database = new Remembered(OURS, shipment, open);
                situations.add(new Situation(database, null));
                for (long sent = 0; sent <= 5; sent++) {
                    situations.add(new Situation(database, new Committed(OURS, sent)));
                    situations.add(new Situation(database, new Committed("theirs", sent)));
                }
            }
        }
        return situations;
    }

    @ParameterizedTest
    @MethodSource("everySituation")
    void neverDeletesWhatThisLineageDidNotCommit(Situation situation) {
        if (RelayRecovery.of(situation.database(), situation.kafka()) instanceof AlreadySent) {
            assertThat(situation.kafka())
                    .isEqualTo(new Committed(OURS, situation.database().shipment()));
        }
    }

    @ParameterizedTest
    @MethodSource("everySituation")
    void neverUsesANumberThatKafkaHasSeen(Situation situation) {
        Committed kafka = situation.kafka();
        long seen = kafka == null ? -1 : kafka.shipment();
        long next = switch (RelayRecovery.of(situation.database(), kafka)) {
            case AlreadySent(), Ready() -> situation.database().shipment() + 1;
            case SendAgain() -> situation.database().shipment();
            case NewLineage(long shipment) -> shipment;
        };

        assertThat(next).isGreaterThan(seen);
    }

    @ParameterizedTest
    @MethodSource("everySituation")
    void neverForgetsAnOpenShipment(Situation situation) {
        if (situation.database().open()) {
            assertThat(RelayRecovery.of(situation.database(), situation.kafka()))
                    .isNotInstanceOf(Ready.class);
        }
    }
}
