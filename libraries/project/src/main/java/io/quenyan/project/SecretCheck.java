package io.quenyan.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.Argon2Cost;
import io.quenyan.format.Argon2id;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Descriptor;
import io.quenyan.format.ErrorCode;
import io.quenyan.format.PackageException;
import io.quenyan.format.PackageReader;
import io.quenyan.format.PackageWriter;
import io.quenyan.format.Salt;
import io.quenyan.format.SealingMaterial;
import io.quenyan.format.SourceContent;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/// The package by which a project knows its secret: a version 2 source package of a known text, under a salt of its
/// own.
///
/// It tells a wrong passphrase before anything is written, and tells nobody more than any other package does.
public final class SecretCheck {

    /// What is in it.
    static final byte[] TOKENS = "quenyan secret check\n".getBytes(StandardCharsets.UTF_8);

    private static final String KIND = "secret-check";

    private SecretCheck() {}

    /// What a secret turned out to be.
    public enum Verdict {
        /// It is the project's.
        FITS,
        /// It does not open the check.
        WRONG_SECRET,
        /// It opens the check of another project, or something that is no check.
        OTHER,
        /// The check is no package that can be read.
        DAMAGED
    }

    /// Makes the check of `project` under the secret of `keys`.
    public static byte[] make(String project, DerivedKeys keys, SecureRandom random) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.putObject("quenyan").put("kind", KIND).put("project", project);
        Argon2id derivation = new Argon2id(Salt.random(random), Argon2Cost.DEFAULT);
        return new PackageWriter(keys.get(derivation))
                .write(new SourceContent(TOKENS, "text", metadata), SealingMaterial.random(random));
    }

    /// Tries the secret of `keys` on a check.
    public static Verdict check(byte[] check, String project, DerivedKeys keys) {
        Descriptor opened;
        try {
            opened = new PackageReader(keys).read(check);
        } catch (PackageException e) {
            return e.code() == ErrorCode.AUTH_FAILED ? Verdict.WRONG_SECRET : Verdict.DAMAGED;
        }
        JsonNode said = opened.metadata().path("quenyan");
        boolean ours = opened.isSource()
                && Arrays.equals(opened.tokens(), TOKENS)
                && said.path("kind").asText().equals(KIND)
                && said.path("project").asText().equals(project);
        return ours ? Verdict.FITS : Verdict.OTHER;
    }
}
