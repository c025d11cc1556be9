package io.quenyan.encoder.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quenyan.format.Argon2Cost;
import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.PackageKey;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Data keys of projects, wrapped, and the versions of keys that nothing may be encoded under any more.
final class KeyTable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private KeyTable() {}

    static String write(KeyManagement block) {
        return block.toNode().toString();
    }

    static @Nullable KeyManagement read(@Nullable String json) {
        try {
            return json == null
                    ? null
                    : KeyManagement.ofBlock(JSON.readTree(json)).orElseThrow();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored block cannot be read", e);
        }
    }

    /// What deriving costs: a data key is random already.
    static Argon2Cost cost(@Nullable String keyManagement) {
        return keyManagement == null ? Argon2Cost.DEFAULT : Argon2Cost.SMALLEST;
    }

    /// The project's last data key under that version.
    static Optional<KeyManagement> dataKey(Transaction transaction, String projectId, PackageKey key) {
        Map<String, Object> asked = Map.of("project", projectId, "provider", key.provider(), "key", key.keyId());
        return transaction
                .row("""
                        select key_management from data_key
                         where project_id = :project and provider = :provider and key_id = :key""", asked)
                .map(row -> Objects.requireNonNull(read((String) row[0])))
                .filter(block -> block.key().equals(key));
    }

    static void keep(Transaction transaction, String projectId, KeyManagement block) {
        transaction.execute(
                """
                insert into data_key (project_id, provider, key_id, key_management)
                values (:project, :provider, :key, :block)
                on conflict (project_id, provider, key_id) do update set key_management = excluded.key_management""",
                Map.of(
                        "project", projectId,
                        "provider", block.provider(),
                        "key", block.keyId(),
                        "block", write(block)));
    }

    /// Under any of the names that the key goes by.
    static boolean isCompromised(Transaction transaction, KeyManagement block) {
        return Stream.of(block.keyId(), block.alias(), block.materialArn())
                .filter(name -> name != null)
                .distinct()
                .anyMatch(name -> transaction
                        .row("""
                                select 1 from compromised_version
                                 where provider = :provider and key_name = :key and key_version = :version""", version(block.provider(), name, block.keyVersion()))
                        .isPresent());
    }

    static void compromised(Transaction transaction, String provider, String name, String version) {
        transaction.execute("""
                insert into compromised_version (provider, key_name, key_version)
                values (:provider, :key, :version) on conflict do nothing""", version(provider, name, version));
    }

    private static Map<String, Object> version(String provider, String name, String version) {
        return Map.of("provider", provider, "key", name, "version", version);
    }
}
