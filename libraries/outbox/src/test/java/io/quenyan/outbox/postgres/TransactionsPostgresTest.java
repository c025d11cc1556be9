package io.quenyan.outbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quenyan.outbox.DatabaseRestoredException;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.Position;
import io.quenyan.outbox.postgres.InboxTable.Acceptance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
@QuarkusTestResource(FreshDatabase.class)
class TransactionsPostgresTest {

    private static final String TOPIC = "quenyan.batch-encode-requested";

    @Inject
    Mutiny.SessionFactory sessions;

    @ConfigProperty(name = "test.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    private final String topicId = UUID.randomUUID().toString();
    private Transactions transactions;

    @BeforeEach
    void open() {
        transactions = new Transactions(sessions);
    }

    @AfterEach
    void close() {
        transactions.close();
    }

    @Test
    void keepsNothingOfABodyThatThrows() {
        assertThatThrownBy(() -> transactions.run(transaction -> {
                    ConsumedOffsets.take(transaction, at(5));
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(next()).isEqualTo(-1);
    }

    @Test
    void changesOfAnEntityAreWrittenWithTheTransaction() {
        transactions.run(transaction -> relay(transaction).shipment = 7);

        assertThat(transactions.<Long>call(transaction -> relay(transaction).shipment))
                .isEqualTo(7);
    }

    @Test
    void takesEachOffsetOnceAndOnlyForward() {
        assertThat(take(5)).isTrue();
        assertThat(take(5)).isFalse();
        assertThat(take(3)).isFalse();
        assertThat(next()).isEqualTo(6);
        assertThat(take(9)).isTrue();
        assertThat(next()).isEqualTo(10);
    }

    @Test
    void beginsAnewWithATopicThatWasMadeAnew() {
        take(5);
        Position sameOffset = new Position(UUID.randomUUID().toString(), TOPIC, 0, 3);

        assertThat(transactions.<Boolean>call(transaction -> ConsumedOffsets.take(transaction, sameOffset)))
                .isTrue();
    }

    @Test
    void acceptsARequestOnceAndTellsARepeatFromAReusedId() {
        String request = UUID.randomUUID().toString();

        assertThat(accept("billing", request, "aa")).isEqualTo(Acceptance.NEW);
        assertThat(accept("billing", request, "aa")).isEqualTo(Acceptance.REPEATED);
        assertThat(accept("billing", request, "bb")).isEqualTo(Acceptance.REUSED);
        assertThat(accept("payroll", request, "bb")).isEqualTo(Acceptance.NEW);
    }

    @Test
    void theRelayFindsWhatWasAddedByteForByte() throws SQLException {
        OutgoingRecord dead = new OutgoingRecord(
                "quenyan.dlq.batch-encode-requested",
                null,
                new byte[] {0, -1, 39, 92},
                null,
                List.of(
                        new OutgoingRecord.Header("theirs", new byte[] {0, -1}),
                        new OutgoingRecord.Header("theirs", new byte[0])),
                Instant.parse("2026-03-01T12:00:00.123Z"));
        transactions.run(transaction -> OutboxTable.add(transaction, List.of(dead)));

        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            RelayTable relay = new RelayTable(connection);
            assertThat(relay.assign()).isTrue();
            assertThat(relay.open()).singleElement().usingRecursiveComparison().isEqualTo(dead);
            relay.mark();
        }
    }

    @Test
    void saysThatTheDatabaseIsUnavailableWhenItCutsTheConnection() {
        assertThatThrownBy(() -> transactions.run(
                        transaction -> transaction.rows("select pg_terminate_backend(pg_backend_pid())", Map.of())))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25006", "3D000", "40P01", "42P01", "42501", "53100"})
    void saysThatTheDatabaseIsUnavailableWhenItsStateMayPass(String state) {
        assertThatThrownBy(() -> transactions.run(transaction -> transaction.execute(
                        "do $$ begin raise exception sqlstate '%s'; end $$".formatted(state), Map.of())))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void tellsWhatSomebodyHasToPutRight() {
        assertThatThrownBy(() -> transactions.run(transaction -> transaction.rows("select 1 from ledger", Map.of())))
                .isInstanceOf(DatabaseUnavailableException.class);

        assertThat(transactions.misconfiguration())
                .hasValueSatisfying(cause -> assertThat(cause).contains("ledger", "42P01"));
    }

    @Test
    void doesNotWaitForADatabaseToTakeWhatItCannotHold() {
        assertThatThrownBy(() -> transactions.run(transaction ->
                        transaction.execute("do $$ begin raise exception sqlstate '22008'; end $$", Map.of())))
                .isNotInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void knowsADatabaseThatWasRestoredUnderIt() {
        KnownOffsets known = new KnownOffsets();
        take(5);
        known.note(at(5));
        known.note(at(3));
        transactions.run(known::check);
        take(9);
        transactions.run(known::check);
        known.note(at(9));
        transactions.run(transaction -> transaction.execute(
                "update consumed_offset set next_offset = 9 where topic_id = :id", Map.of("id", topicId)));

        assertThatThrownBy(() -> transactions.run(known::check)).isInstanceOf(DatabaseRestoredException.class);
        transactions.run(new KnownOffsets()::check);
    }

    private static RelayRow relay(Transaction transaction) {
        return Objects.requireNonNull(transaction.find(RelayRow.class, true));
    }

    private Position at(long offset) {
        return new Position(topicId, TOPIC, 0, offset);
    }

    private boolean take(long offset) {
        return transactions.call(transaction -> ConsumedOffsets.take(transaction, at(offset)));
    }

    private long next() {
        return transactions.call(
                transaction -> ConsumedOffsets.next(transaction, topicId, 0).orElse(-1));
    }

    private Acceptance accept(String project, String request, String sha256) {
        return transactions.call(transaction -> InboxTable.accept(transaction, TOPIC, project, request, sha256));
    }
}
