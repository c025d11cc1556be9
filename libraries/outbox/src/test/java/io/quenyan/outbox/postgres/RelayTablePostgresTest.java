package io.quenyan.outbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.Platform;
import io.quenyan.outbox.RelayRecovery.Remembered;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTablePostgresTest {

    private static final String TOPIC = "quenyan.package-encoded";

    private final Platform.Database database = Platform.database();
    private Connection relays = database.open();
    private RelayTable table;

    RelayTablePostgresTest() throws SQLException {
        OutboxRows.create(relays);
        table = new RelayTable(relays);
    }

    @BeforeEach
    void leads() throws SQLException {
        assertThat(table.lead("test")).isTrue();
    }

    @AfterEach
    void close() throws SQLException {
        relays.close();
    }

    @Test
    void assignsNothingToAShipmentWhenNothingWaits() throws SQLException {
        assertThat(table.assign()).isFalse();
        assertThat(table.remembered().shipment()).isZero();
    }

    @Test
    void shipsRowsInTheOrderOfTheirIds() throws SQLException {
        add(relays, "first", "second", "third");

        assertThat(table.assign()).isTrue();
        assertThat(values()).containsExactly("first", "second", "third");
    }

    @Test
    void doesNotOvertakeARowThatCommitsLate() throws SQLException {
        try (Connection late = database.open();
                Connection early = database.open()) {
            late.setAutoCommit(false);
            add(late, "first");
            add(early, "second");
            assertThat(table.assign())
                    .as("while the first row's transaction runs")
                    .isFalse();

            late.commit();

            assertThat(table.assign()).isTrue();
            assertThat(values()).containsExactly("first", "second");
        }
    }

    @Test
    void doesNotWaitForARowThatWasRolledBack() throws SQLException {
        try (Connection late = database.open()) {
            late.setAutoCommit(false);
            add(late, "never");
            add(relays, "second");
            late.rollback();
        }

        assertThat(table.assign()).isTrue();
        assertThat(values()).containsExactly("second");
    }

    @Test
    void takesRowsOfADatabaseThatWasRestoredIntoAYoungerCluster() throws SQLException {
        add(relays, "old");
        OutboxRows.execute(relays, "update outbox set xid = '99999999999'::xid8");

        assertThat(table.assign()).isTrue();
        assertThat(values()).containsExactly("old");
    }

    @Test
    void takesAtMostFiveHundredRows() throws SQLException {
        OutboxRows.execute(relays, """
                insert into outbox (topic, value, headers, occurred_at)
                select 'quenyan.package-encoded', convert_to(n::text, 'UTF8'), '[]', now() from generate_series(1, 501) n""");

        table.assign();
        assertThat(table.open()).hasSize(RelayTable.SHIPMENT_ROWS);
        table.mark();
        table.assign();
        assertThat(values()).containsExactly("501");
    }

    @Test
    void takesAtMostEightMebibytesAndAlwaysARow() throws SQLException {
        for (int mebibytes : List.of(9, 3, 3, 3)) {
            OutboxRows.add(relays, TOPIC, null, new byte[mebibytes * 1024 * 1024], null);
        }

        for (int rows : List.of(1, 2, 1)) {
            assertThat(table.assign()).isTrue();
            assertThat(table.open()).hasSize(rows);
            table.mark();
        }
        assertThat(table.assign()).isFalse();
    }

    @Test
    void takesRowsWithoutAValue() throws SQLException {
        OutboxRows.add(relays, TOPIC, null, null, null);
        OutboxRows.add(relays, TOPIC, null, null, null);

        assertThat(table.assign()).isTrue();
        assertThat(table.open()).hasSize(2);
    }

    @Test
    void givesBackEveryByteOfARow() throws SQLException {
        byte[] bytes = {0, -1, 13, 10};
        OutboxRows.add(relays, TOPIC, null, bytes, "ab");
        table.assign();
        OutgoingRecord row = table.open().getFirst();

        assertThat(row.key()).isNull();
        assertThat(row.value()).isEqualTo(bytes);
        assertThat(row.schemaFingerprint()).isEqualTo("ab");
        assertThat(row.headers()).containsExactly(new OutgoingRecord.Header("theirs", new byte[] {0, -1}));
        assertThat(row.occurredAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
    }

    @Test
    void forgetsAShipmentThatWasMarked() throws SQLException {
        add(relays, "first");
        table.assign();
        table.mark();

        assertThat(OutboxRows.count(relays)).isZero();
        assertThat(table.remembered())
                .isEqualTo(new Remembered(table.remembered().lineage(), 1, false));
    }

    @Test
    void keepsWhatWasOpenUnderTheNumberOfANewLineage() throws SQLException {
        add(relays, "first");
        table.assign();
        String before = table.remembered().lineage();
        table.startLineage(40);

        assertThat(table.remembered())
                .isEqualTo(new Remembered(table.remembered().lineage(), 40, true));
        assertThat(table.remembered().lineage()).isNotEqualTo(before);
        assertThat(values()).containsExactly("first");
    }

    @Test
    void hasOneLeader() throws SQLException {
        try (Connection other = database.open()) {
            assertThat(new RelayTable(other).lead("test")).isFalse();
            relays.close();
            // The server ends the session, and its lock, a moment after the client.
            RelayTable heir = new RelayTable(other);
            await().until(() -> heir.lead("test"));
        } finally {
            relays = database.open();
        }
    }

    @Test
    void wakesWhenRowsAreToldOf() throws SQLException {
        try (Connection writer = database.open()) {
            OutboxRows.execute(writer, "notify quenyan_outbox");
        }
        Instant before = Instant.now();
        table.awaitNews(Duration.ofSeconds(20));

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    private static void add(Connection connection, String... texts) throws SQLException {
        for (String text : texts) {
            OutboxRows.add(connection, TOPIC, text);
        }
    }

    private List<String> values() throws SQLException {
        return table.open().stream()
                .map(row -> new String(Objects.requireNonNull(row.value()), StandardCharsets.UTF_8))
                .toList();
    }
}
