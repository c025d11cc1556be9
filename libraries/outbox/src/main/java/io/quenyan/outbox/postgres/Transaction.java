package io.quenyan.outbox.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The statements of one transaction. Each waits for its result; none may be used after the body returned.
public final class Transaction {

    private final Mutiny.Session session;
    private final Context loop;

    Transaction(Mutiny.Session session, Context loop) {
        this.session = session;
        this.loop = loop;
    }

    /// Rows of a native query, one array a row.
    public List<Object[]> rows(String sql, Map<String, Object> parameters) {
        List<?> rows = await(() -> {
            Mutiny.SelectionQuery<Object> query = session.createNativeQuery(sql, Object.class);
            parameters.forEach(query::setParameter);
            return query.getResultList();
        });
        List<Object[]> columns = new ArrayList<>(rows.size());
        for (Object row : rows) {
            // Hibernate gives the bare value of a row that has one column.
            columns.add(row instanceof Object[] several ? several : new Object[] {row});
        }
        return columns;
    }

    /// The only row of a native query, if it has one.
    public Optional<Object[]> row(String sql, Map<String, Object> parameters) {
        List<Object[]> rows = rows(sql, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /// Runs a native statement and returns how many rows it touched.
    public int execute(String sql, Map<String, Object> parameters) {
        return await(() -> {
            Mutiny.MutationQuery query = session.createNativeQuery(sql);
            parameters.forEach(query::setParameter);
            return query.executeUpdate();
        });
    }

    /// Stores a new entity; its row is there for the statements that follow.
    public void persist(Object entity) {
        await(() -> session.persist(entity).chain(session::flush).replaceWith(true));
    }

    /// Loads an entity by its id. Changes to it are written when the transaction commits.
    public <T> @Nullable T find(Class<T> type, Object id) {
        return await(() -> session.find(type, id));
    }

    /// Writes the changes of loaded entities now, before statements that rely on them.
    public void flush() {
        await(() -> session.flush().replaceWith(true));
    }

    private <T extends @Nullable Object> T await(Supplier<Uni<? extends T>> statement) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.runOnContext(_ ->
                Uni.createFrom().deferred(statement).subscribe().with(result::complete, result::completeExceptionally));
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
