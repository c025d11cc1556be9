package io.quenyan.encoder.postgres;

import io.quenyan.encoder.BatchPlan;
import io.quenyan.encoder.Claim;
import io.quenyan.format.Encryption;
import io.quenyan.format.Salt;
import io.quenyan.outbox.postgres.Transaction;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/// What belongs to a project: its lock, its generations, its salts and the queue of its outputs.
final class ProjectTable {

    /// A salt serves this long.
    private static final int SALT_DAYS = 30;

    private static final SecureRandom RANDOM = new SecureRandom();

    private ProjectTable() {}

    /// Locks the project's row until the transaction ends. Whoever writes its events must hold it.
    static void lock(Transaction transaction, String projectId) {
        Map<String, Object> project = Map.of("project", projectId);
        transaction.execute("insert into project (project_id) values (:project) on conflict do nothing", project);
        transaction.rows("select generation from project where project_id = :project for update", project);
    }

    /// Draws the next generation, higher than `least` and than all drawn before. The lock must be held.
    static long nextGeneration(Transaction transaction, String projectId, long least) {
        return BatchWork.number(transaction.row("""
                update project set generation = greatest(generation, :least) + 1
                 where project_id = :project returning generation""", Map.of("project", projectId, "least", least))
                .orElseThrow()[0]);
    }

    /// The salt for `packages` more packages under this secret. The lock must be held.
    static Salt salt(
            Transaction transaction, String projectId, String secretRef, Encryption encryption, long packages) {
        Map<String, Object> current = Map.of(
                "project", projectId,
                "secret", secretRef,
                "encryption", encryption.number(),
                "packages", packages,
                "most", encryption == Encryption.V1 ? BatchPlan.MOST_V1_PACKAGES : Long.MAX_VALUE / 2,
                "days", SALT_DAYS);
        Optional<Object[]> reserved = transaction.row("""
                update salt set packages = packages + :packages
                 where project_id = :project and secret_ref = :secret and encryption = :encryption
                   and created_at > now() - make_interval(days => :days) and packages + :packages <= :most
                returning salt""", current);
        return reserved.map(row -> Salt.ofHex((String) row[0]))
                .orElseGet(() -> renewSalt(transaction, projectId, secretRef, encryption, packages));
    }

    private static Salt renewSalt(
            Transaction transaction, String projectId, String secretRef, Encryption encryption, long packages) {
        Salt fresh = Salt.random(RANDOM);
        transaction.execute(
                """
                insert into salt (project_id, secret_ref, encryption, salt, packages)
                values (:project, :secret, :encryption, :salt, :packages)
                on conflict (project_id, secret_ref, encryption)
                do update set salt = excluded.salt, created_at = now(), packages = excluded.packages""",
                Map.of(
                        "project", projectId,
                        "secret", secretRef,
                        "encryption", encryption.number(),
                        "salt", fresh.hex(),
                        "packages", packages));
        return fresh;
    }

    /// Starts the next queued batch of an output, if none is active. The lock must be held.
    static void startNext(Transaction transaction, String projectId, String outputUri) {
        Map<String, Object> output = Map.of("project", projectId, "output", outputUri);
        transaction
                .row("""
                update batch set state = 'active'
                 where id = (select min(id) from batch
                              where project_id = :project and output_uri = :output and state = 'queued')
                   and not exists (select from batch
                              where project_id = :project and output_uri = :output and state = 'active')
                returning id""", output)
                .ifPresent(row -> BatchWork.open(transaction, BatchWork.number(row[0]), projectId, Claim.Kind.PLAN));
    }
}
