package io.quenyan.outbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.SchemaRegistry;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.Platform;
import io.quenyan.outbox.RelayRecovery.Committed;
import io.quenyan.outbox.postgres.OutboxRows;
import io.quenyan.outbox.postgres.RelayTable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayKafkaTest {

    private static final String TOPIC = "quenyan.package-encoded";
    private static final String LETTERS = "quenyan.dlq.batch-encode-requested";
    private static final Framing AS_IT_IS = OutgoingRecord::value;

    /// A service of its own for each test, so that none meets another's transactions or numbers.
    private final String service = "test-" + UUID.randomUUID();

    private final Platform.Database database = Platform.database();
    private final Connection writer = database.open();
    private final Consumed consumed = new Consumed(List.of(TOPIC, LETTERS));
    private final List<Relay> relays = new ArrayList<>();

    RelayKafkaTest() throws SQLException {
        OutboxRows.create(writer);
    }

    @AfterEach
    void close() throws SQLException {
        relays.forEach(Relay::close);
        consumed.close();
        writer.close();
    }

    @Test
    void sendsEveryRowOnceAndInOrder() throws SQLException {
        List<String> told = add(1_200);
        relay(AS_IT_IS);

        assertThat(consumed.values(1_200)).isEqualTo(told);
        awaitEmpty();
    }

    @Test
    void sendsAgainWhatNeverReachedKafka() throws SQLException {
        List<String> told = add(3);
        table(RelayTable::assign);
        relay(AS_IT_IS);

        assertThat(consumed.values(3)).isEqualTo(told);
        awaitEmpty();
    }

    @Test
    void hidesWhatARelaySentAndDidNotCommit() throws SQLException {
        List<String> told = add(3);
        table(RelayTable::assign);
        try (RelayProducer dying = producer()) {
            dying.write(open(), values(open()), number());
        }
        relay(AS_IT_IS);

        assertThat(consumed.values(3)).isEqualTo(told);
        awaitEmpty();
        assertThat(consumed.rest()).isEmpty();
    }

    @Test
    void onlyDeletesWhatKafkaHas() throws SQLException {
        List<String> told = add(3);
        table(RelayTable::assign);
        try (RelayProducer dying = producer()) {
            dying.send(open(), values(open()), number());
        }
        relay(AS_IT_IS);

        awaitEmpty();
        assertThat(consumed.values(3)).isEqualTo(told);
        assertThat(consumed.rest()).isEmpty();
    }

    @Test
    void startsANewLineageOverADatabaseThatWasRestored() throws SQLException {
        add(2);
        Relay first = relay(AS_IT_IS);
        consumed.values(2);
        awaitEmpty();
        first.close();
        long shipped = remembered(RelayTable::remembered).shipment();
        OutboxRows.execute(writer, "update relay set shipment = 0, is_open = false");
        List<String> again = add(1);
        relay(AS_IT_IS);

        assertThat(consumed.values(1)).isEqualTo(again);
        awaitEmpty();
        assertThat(remembered(RelayTable::remembered).shipment()).isGreaterThan(shipped);
    }

    @Test
    void fencesARelayThatWasThoughtDead() throws SQLException {
        add(1);
        table(RelayTable::assign);
        try (RelayProducer old = producer();
                RelayProducer _ = producer()) {
            assertThatThrownBy(() -> old.send(open(), values(open()), number()))
                    // Which of the two depends on what the broker hears first: the records or the transaction.
                    .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
        }
    }

    @Test
    void leavesTheLeadToAnotherWhenItStops() {
        Relay first = relay(AS_IT_IS);
        await().until(first::leading);
        Relay second = relay(AS_IT_IS);

        assertThat(second.leading()).isFalse();
        first.close();
        await().until(second::leading);
    }

    @Test
    void sendsBytesThatCouldNotBeReadAsTheyWere() throws SQLException {
        byte[] poison = {0, 1, 2, -1};
        OutboxRows.add(writer, LETTERS, null, poison, null);
        relay(new RegistryFraming(SchemaRegistry.at(Platform.registry())));

        assertThat(consumed.next().value()).isEqualTo(poison);
    }

    @Test
    void sendsAMissingValueAsMissing() throws SQLException {
        OutboxRows.add(writer, LETTERS, new byte[] {7}, null, null);
        relay(AS_IT_IS);

        assertThat(consumed.next().value()).isNull();
    }

    @Test
    void waitsForTheRegistry() throws SQLException {
        List<String> told = add(1);
        AtomicInteger asked = new AtomicInteger();
        relay(outgoing -> {
            if (asked.incrementAndGet() < 3) {
                throw new Framing.NotYetException("down", new IllegalStateException());
            }
            return outgoing.value();
        });

        assertThat(consumed.values(1)).isEqualTo(told);
        assertThat(asked).hasValue(3);
    }

    @Test
    void carriesOnAfterAnError() throws SQLException {
        List<String> told = add(1);
        AtomicInteger asked = new AtomicInteger();
        relay(outgoing -> {
            if (asked.incrementAndGet() == 1) {
                throw new LinkageError("once");
            }
            return outgoing.value();
        });

        assertThat(consumed.values(1)).isEqualTo(told);
        awaitEmpty();
    }

    @Test
    void carriesOnWhenItsConnectionIsCut() throws SQLException {
        await().until(relay(AS_IT_IS)::leading);
        OutboxRows.execute(
                writer,
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
        List<String> told = add(2);

        assertThat(consumed.values(2)).isEqualTo(told);
        awaitEmpty();
    }

    private List<String> add(int count) throws SQLException {
        List<String> texts = new ArrayList<>();
        writer.setAutoCommit(false);
        for (int i = 0; i < count; i++) {
            String text = "%s %d".formatted(service, i);
            OutboxRows.add(writer, TOPIC, bytes(service), bytes(text), null);
            texts.add(text);
        }
        writer.commit();
        writer.setAutoCommit(true);
        return texts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Relay relay(Framing framing) {
        Relay relay = new Relay(service, database::open, Platform.cluster(), TopicCatalogue.RELAY_POSITION, framing);
        relays.add(relay);
        relay.start();
        return relay;
    }

    private RelayProducer producer() {
        return new RelayProducer(Platform.cluster(), service, TopicCatalogue.RELAY_POSITION);
    }

    /// Something to ask the relay's table, over a connection that is closed after.
    private interface Question<T> {
        @Nullable
        T ask(RelayTable table) throws SQLException;
    }

    private void table(Question<Boolean> question) throws SQLException {
        assertThat(remembered(question)).isTrue();
    }

    private <T> T remembered(Question<T> question) throws SQLException {
        try (Connection connection = database.open()) {
            return Objects.requireNonNull(question.ask(new RelayTable(connection)));
        }
    }

    private static List<byte @Nullable []> values(List<OutgoingRecord> records) {
        List<byte @Nullable []> values = new ArrayList<>();
        records.forEach(outgoing -> values.add(outgoing.value()));
        return values;
    }

    private List<OutgoingRecord> open() throws SQLException {
        return remembered(RelayTable::open);
    }

    private Committed number() throws SQLException {
        var remembered = remembered(RelayTable::remembered);
        return new Committed(remembered.lineage(), remembered.shipment());
    }

    private void awaitEmpty() {
        await().atMost(Duration.ofSeconds(20)).until(() -> OutboxRows.count(writer) == 0);
    }
}
