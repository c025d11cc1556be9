package io.quenyan.cli;

import io.quenyan.format.DerivedKeys;
import io.quenyan.project.SecretCheck;
import io.quenyan.project.file.OwnFolder;
import java.io.IOException;
import java.util.Optional;

/// Holds a secret against the project's check, before anything is written under it.
final class KnownSecret {

    private KnownSecret() {}

    /// Tries the secret, if the project has a check.
    ///
    /// @throws CommandFailure exit 5 if the secret does not open the check, exit 7 if it is not this project's
    static void mustFit(Defaults defaults, DerivedKeys keys) {
        mustFit(defaults.folder(), defaults.projectId(null), keys);
    }

    /// The same for a project of that name.
    static void mustFit(OwnFolder folder, String project, DerivedKeys keys) {
        Optional<byte[]> check;
        try {
            check = folder.readSecretCheck();
        } catch (IOException e) {
            throw Failures.of(e, false);
        }
        check.ifPresent(bytes -> judge(folder, SecretCheck.check(bytes, project, keys), project));
    }

    private static void judge(OwnFolder folder, SecretCheck.Verdict verdict, String project) {
        switch (verdict) {
            case FITS -> {}
            case WRONG_SECRET ->
                throw new CommandFailure(
                        Exit.CRYPTOGRAPHIC,
                        "AUTH_FAILED",
                        "This is not the passphrase of project '%s': it does not open '%s'. Nothing was written"
                                .formatted(project, folder.secretCheck()));
            case OTHER, DAMAGED ->
                throw new CommandFailure(
                        Exit.INTEGRITY,
                        "SECRET_CHECK_ALTERED",
                        "'%s' is not the secret check of project '%s'. Nothing was written. Take it from version control, or make it anew: quenyan project init --force"
                                .formatted(folder.secretCheck(), project));
        }
    }
}
