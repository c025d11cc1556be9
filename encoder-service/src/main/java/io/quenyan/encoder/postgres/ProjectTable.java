package io.quenyan.encoder.postgres;

import io.quenyan.encoder.BatchPlan;
import io.quenyan.encoder.Claim;
import io.quenyan.format.Argon2Cost;
import io.quenyan.format.Argon2id;
import io.quenyan.format.Encryption;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.Salt;
import io.quenyan.outbox.postgres.Transaction;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What belongs to a project: its lock, its generations, its salts and the queue of its outputs.
final class ProjectTable {

    /// A salt serves this long.
    private static final int SALT_DAYS = 30;

    private static final SecureRandom RANDOM = new SecureRandom();

    private ProjectTable() {}

    /// What keys of a project are derived from, together with a salt.
    record Secret(String projectId, String secretRef, Encryption encryption, Argon2Cost cost) {

        /// Version 1 shares one key among all packages of a salt, so their number is bounded.
        long mostPackages() {
            return encryption == Encryption.V1 ? BatchPlan.MOST_V1_PACKAGES : Long.MAX_VALUE / 2;
        }

        Map<String, Object> with(String name, Object value) {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("project", projectId);
            parameters.put("secret", secretRef);
            parameters.put("encryption", encryption.number());
            parameters.put(name, value);
            return parameters;
        }
    }

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
    static Salt salt(Transaction transaction, Secret secret, long packages) {
        Map<String, Object> current = secret.with("packages", packages);
        current.put("most", secret.mostPackages());
        current.put("days", SALT_DAYS);
        return transaction
                .row("""
                update salt set packages = packages + :packages
                 where project_id = :project and secret_ref = :secret and encryption = :encryption
                   and created_at > now() - make_interval(days => :days) and packages + :packages <= :most
                returning salt""", current)
                .map(row -> Salt.ofHex((String) row[0]))
                .orElseGet(() -> renewSalt(transaction, secret, packages));
    }

    /// The salt that an index was written under, if `packages` more may be sealed under it. In version 2 any number
    /// may; in version 1 only so many as have room beside those that were counted, and none where nothing was
    /// counted. The lock must be held.
    static Optional<Salt> goOn(Transaction transaction, Secret secret, KeyDerivation derivation, long packages) {
        if (derivation.encryption() != secret.encryption()) {
            return Optional.empty();
        }
        Map<String, Object> counted = secret.with("packages", packages);
        counted.put("most", secret.mostPackages());
        counted.put("salt", derivation.salt().hex());
        int rows = transaction.execute("""
                update salt set packages = packages + :packages
                 where project_id = :project and secret_ref = :secret and encryption = :encryption
                   and salt = :salt and packages + :packages <= :most""", counted);
        boolean any = derivation instanceof Argon2id argon2id && argon2id.cost().equals(secret.cost());
        return any || rows == 1 ? Optional.of(derivation.salt()) : Optional.empty();
    }

    private static Salt renewSalt(Transaction transaction, Secret secret, long packages) {
        Salt fresh = Salt.random(RANDOM);
        Map<String, Object> renewed = secret.with("packages", packages);
        renewed.put("salt", fresh.hex());
        transaction.execute("""
                insert into salt (project_id, secret_ref, encryption, salt, packages)
                values (:project, :secret, :encryption, :salt, :packages)
                on conflict (project_id, secret_ref, encryption)
                do update set salt = excluded.salt, created_at = now(), packages = excluded.packages""", renewed);
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
