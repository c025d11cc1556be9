package io.quenyan.encoder.postgres;

import io.quenyan.encoder.BatchPlan;
import io.quenyan.encoder.EncodeRequest;
import io.quenyan.format.BatchSeed;
import io.quenyan.format.Encryption;
import io.quenyan.format.Salt;
import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.project.KeyManagement;
import io.vertx.core.json.JsonArray;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/// Draws what makes a batch's work the same whoever does it: seed, salt, generation, data key.
final class BatchDraw {

    private static final SecureRandom RANDOM = new SecureRandom();

    private BatchDraw() {}

    /// Writes the plan into the batch's row.
    static void draw(Transaction transaction, BatchRow batch, EncodeRequest request, BatchPlan plan) {
        Encryption encryption = Encryption.of(request.encryption());
        if (plan.least() >= batch.generation) {
            batch.generation = ProjectTable.nextGeneration(transaction, batch.projectId, plan.least());
        }
        byte[] seed = new byte[BatchSeed.LENGTH];
        RANDOM.nextBytes(seed);
        batch.seed = HexFormat.of().formatHex(seed);
        batch.kdf = encryption == Encryption.V1 ? "pbkdf2" : "argon2id";
        if (plan.keyManagement() != null) {
            batch.keyManagement = KeyTable.write(plan.keyManagement());
            KeyTable.keep(transaction, batch.projectId, plan.keyManagement());
        }
        batch.kdfSalt = salt(transaction, batch, plan, request).hex();
        batch.commitId = plan.commit();
        batch.treeId = plan.tree();
        batch.files = plan.files().size();
        batch.integrations = new JsonArray(plan.integrations()).encode();
        batch.remaining = plan.tasks();
        transaction.flush();
    }

    /// A part goes on with the salt of the index that it builds on, so that the output stays one key's; but for
    /// version 1, where that key may have sealed all that it can.
    private static Salt salt(Transaction transaction, BatchRow batch, BatchPlan plan, EncodeRequest request) {
        ProjectTable.Secret secret = new ProjectTable.Secret(
                batch.projectId,
                secretRef(request, plan),
                Encryption.of(request.encryption()),
                KeyTable.cost(batch.keyManagement));
        return Optional.ofNullable(plan.base())
                .flatMap(base -> Optional.ofNullable(base.derivation()))
                .flatMap(derivation -> ProjectTable.goOn(transaction, secret, derivation, plan.mostPackages()))
                .orElseGet(() -> ProjectTable.salt(transaction, secret, plan.mostPackages()));
    }

    /// Salts are counted per passphrase, or per key and version.
    private static String secretRef(EncodeRequest request, BatchPlan plan) {
        KeyManagement block = plan.keyManagement();
        return block == null
                ? Objects.requireNonNull(request.passphraseRef())
                : "key %s/%s %s".formatted(block.provider(), block.keyId(), block.keyVersion());
    }
}
