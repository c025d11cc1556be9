package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.BatchReport;
import io.quenyan.project.KeyManagement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the end of a batch says of the key of its packages.
final class KeyTold {

    private KeyTold() {}

    /// Null for a passphrase alone.
    static @Nullable ObjectNode of(BatchReport report) {
        KeyManagement block = report.keyManagement();
        if (block == null) {
            return null;
        }
        ObjectNode node = Run.object();
        node.put("provider", block.provider());
        node.put("key_id", block.keyId());
        node.put("key_version", block.keyVersion());
        node.put("rotation_due", block.rotationDue() == null ? null : String.valueOf(block.rotationDue()));
        node.put("rotation_rekeys", protects(block));
        return node;
    }

    static Optional<String> line(BatchReport report) {
        KeyManagement block = report.keyManagement();
        if (block == null) {
            return Optional.empty();
        }
        String key = "Key: %s %s, version %s".formatted(block.provider(), block.keyId(), block.keyVersion());
        return Optional.of(
                protects(block)
                        ? key
                        : key
                                + " (told only: a passphrase protects the packages, and rotating the key does not re-key them)");
    }

    private static boolean protects(KeyManagement block) {
        return block.wrappedKey() != null;
    }
}
