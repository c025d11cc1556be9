package io.quenyan.project;

import io.quenyan.format.Argon2Cost;
import io.quenyan.format.Argon2id;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Encryption;
import io.quenyan.format.KdfLimits;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.Passphrase;
import io.quenyan.format.Salt;
import io.quenyan.project.file.OwnFiles;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.git.ProjectFolder;
import java.nio.file.Path;
import java.util.Set;

/// What the tests of this module share.
public final class Fixtures {

    /// A derivation that takes no time.
    public static final KeyDerivation QUICK = new Argon2id(Salt.of(new byte[16]), Argon2Cost.SMALLEST);

    private Fixtures() {}

    public static DerivedKeys keys(String passphrase) {
        return new DerivedKeys(Passphrase.of(passphrase.toCharArray()), KdfLimits.DEFAULT);
    }

    /// A descriptor whose tokens are `tokens`, which is Base64.
    public static String descriptor(String tokens) {
        return """
                {"metadata": {"name": "é"}, "sections": {
                  "stream_header": {"encoder_version": "1", "source_language": "python", "symbol_count": 3},
                  "compression": {"backend": "rans", "symbol_count": 3, "model": {"a": 1}},
                  "tokens": "%s", "string_table": "AA=="}}
                """.formatted(tokens);
    }

    /// Encodes the folder `project` into the folder `output`, under the version whose key is made fast.
    public static BatchReport encode(Path project, Path output, DerivedKeys keys, Selection selection) {
        return encode(project, output, keys, new BatchOptions("billing", selection, Encryption.V1, false, false));
    }

    public static BatchReport encode(Path project, Path output, DerivedKeys keys, BatchOptions options) {
        try (ProjectTree tree = ProjectFolder.open(project, new OwnFiles(Set.of(output)))) {
            return new ProjectBatch(tree, PackageFolder.open(output), keys, Progress.NONE).run(options);
        }
    }

    public static IndexFile index(Path output) {
        return IndexFile.parse(PackageFolder.open(output).index().orElseThrow());
    }
}
