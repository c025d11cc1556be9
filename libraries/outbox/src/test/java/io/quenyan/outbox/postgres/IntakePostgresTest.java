package io.quenyan.outbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quenyan.outbox.Arrival;
import io.quenyan.outbox.Arrival.Identity;
import io.quenyan.outbox.Fault;
import io.quenyan.outbox.Position;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
@QuarkusTestResource(FreshDatabase.class)
class IntakePostgresTest {

    @Inject
    Mutiny.SessionFactory sessions;

    private final String topicId = UUID.randomUUID().toString();
    private final String id = UUID.randomUUID().toString();
    private final Told told = new Told();
    private Transactions transactions;
    private PostgresIntake<String> intake;

    @BeforeEach
    void open() {
        transactions = new Transactions(sessions);
        intake = new PostgresIntake<>(transactions, new KnownOffsets(), told);
    }

    @AfterEach
    void close() {
        transactions.close();
    }

    @Test
    void acceptsAnEventOnceHoweverOftenItArrives() {
        intake.take(List.of(event(5), event(6)));
        intake.take(List.of(event(6), event(7)));

        assertThat(told.said).containsExactly("accepted a word");
    }

    @Test
    void acceptsARequestOnceAndRefusesItsIdForAnother() {
        intake.take(List.of(request(5, "aa", null), request(6, "aa", null), request(7, "bb", null)));

        assertThat(told.said).containsExactly("accepted a word", "refused REQUEST_ID_REUSED");
    }

    @Test
    void refusesAFaultWithoutAcceptingIt() {
        intake.take(List.of(request(5, "aa", new Fault(Fault.Reason.TOO_LARGE, "no"))));

        assertThat(told.said).containsExactly("refused TOO_LARGE");
    }

    private Arrival<String> event(long offset) {
        return new Arrival.Readable<>(at(offset), new Identity.OfEvent(id), "a word", null, null);
    }

    private Arrival<String> request(long offset, String sha256, @Nullable Fault fault) {
        return new Arrival.Readable<>(at(offset), new Identity.OfRequest("billing", id, sha256), "a word", fault, null);
    }

    private Position at(long offset) {
        return new Position(topicId, "quenyan.a-topic", 0, offset);
    }

    /// Remembers what it was told, each after a statement in the transaction.
    private static final class Told implements Acceptance<String> {
        final List<String> said = new ArrayList<>();

        @Override
        public void lock(Transaction transaction, String content) {
            transaction.rows("select 1", Map.of());
        }

        @Override
        public void accept(Transaction transaction, String content) {
            said.add("accepted " + content);
        }

        @Override
        public void refuse(Transaction transaction, String content, Fault fault) {
            said.add("refused " + fault.reason());
        }
    }
}
