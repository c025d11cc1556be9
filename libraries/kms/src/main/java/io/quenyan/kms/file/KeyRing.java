package io.quenyan.kms.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.kms.KeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// All keys of a store. Members that are not ours are kept as they were read.
final class KeyRing {

    private final ObjectNode root;
    private final TreeMap<String, StoredKey> keys;
    private boolean changed;

    KeyRing(ObjectNode root, TreeMap<String, StoredKey> keys) {
        this.root = root;
        this.keys = keys;
    }

    /// The key of that id, else the one of that alias or ARN.
    Optional<StoredKey> find(KeyId key) {
        StoredKey named = keys.get(key.text());
        return named != null
                ? Optional.of(named)
                : keys.values().stream().filter(it -> it.isCalled(key)).findFirst();
    }

    List<StoredKey> all() {
        return new ArrayList<>(keys.values());
    }

    void put(StoredKey key) {
        keys.put(key.keyId(), key);
        KeyRingJson.merge(root, key);
        changed = true;
    }

    boolean isChanged() {
        return changed;
    }

    ObjectNode json() {
        return root;
    }
}
