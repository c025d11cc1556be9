package io.quenyan.encoder.postgres;

import io.quenyan.encoder.Batch;
import io.quenyan.encoder.EncodeRequest;
import io.quenyan.format.Argon2id;
import io.quenyan.format.BatchSeed;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.Pbkdf2;
import io.quenyan.format.Salt;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row of `batch`. See the migration for what the columns mean.
@Entity
@Table(name = "batch")
@SuppressWarnings("NullAway.Init")
class BatchRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "project_id")
    String projectId;

    @Column(name = "request_id")
    String requestId;

    String request;

    @Column(name = "output_uri")
    String outputUri;

    String state;
    long generation;

    @Column(name = "accepted_at")
    Instant acceptedAt;

    @Column(name = "not_after")
    Instant notAfter;

    @Column(name = "commit_id")
    @Nullable
    String commitId;

    @Column(name = "tree_id")
    @Nullable
    String treeId;

    @Nullable
    String kdf;

    @Column(name = "kdf_salt")
    @Nullable
    String kdfSalt;

    @Nullable
    String seed;

    @Column(name = "key_management")
    @Nullable
    String keyManagement;

    long files;
    String integrations = "[]";
    int remaining;

    @Column(name = "index_sha256")
    @Nullable
    String indexSha256;

    @Nullable
    String outcome;

    @Column(name = "done_at")
    @Nullable
    Instant doneAt;

    Batch toBatch(RequestJson json) {
        EncodeRequest asked = json.read(request);
        return new Batch(id, asked, generation, acceptedAt, notAfter, plan());
    }

    private Batch.@Nullable Plan plan() {
        if (commitId == null) {
            return null;
        }
        byte[] seedBytes = HexFormat.of().parseHex(Objects.requireNonNull(seed));
        return new Batch.Plan(
                commitId,
                Objects.requireNonNull(treeId),
                derivation(),
                BatchSeed.of(seedBytes),
                files,
                KeyTable.read(keyManagement));
    }

    private KeyDerivation derivation() {
        Salt salt = Salt.ofHex(Objects.requireNonNull(kdfSalt));
        return switch (Objects.requireNonNull(kdf)) {
            case "pbkdf2" -> new Pbkdf2(salt);
            case "argon2id" -> new Argon2id(salt, KeyTable.cost(keyManagement));
            default -> throw new IllegalStateException("Batch %d has an unknown kdf '%s'".formatted(id, kdf));
        };
    }
}
