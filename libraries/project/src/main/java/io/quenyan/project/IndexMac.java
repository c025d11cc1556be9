package io.quenyan.project;

import io.quenyan.format.DerivedKey;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/// The code over an index: HMAC-SHA256 under HKDF-SHA256(the index's key, `quenyan-index-mac:v1` NUL project).
final class IndexMac {

    private static final String INFO = "quenyan-index-mac:v1\0";

    private IndexMac() {}

    static Mac start(DerivedKey key, String project) {
        return key.macKey((INFO + project).getBytes(StandardCharsets.UTF_8)).start();
    }
}
