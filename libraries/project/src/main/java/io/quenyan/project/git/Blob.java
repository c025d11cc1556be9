package io.quenyan.project.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;

/// Ids that git gives to contents.
final class Blob {

    private Blob() {}

    /// The id, found in a way that looks for made collisions, for contents of repositories that may be hostile.
    static String id(byte[] content) {
        try (var formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, content).name();
        }
    }

    /// Whether `id` is the id of `content`, by the processor's SHA-1. It takes a tenth of the time and is good for
    /// telling what somebody edited.
    static boolean names(String id, byte[] content) {
        if (id.isEmpty()) {
            return false;
        }
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return id.equals(HexFormat.of().formatHex(sha1.digest(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK must provide SHA-1", e);
        }
    }
}
