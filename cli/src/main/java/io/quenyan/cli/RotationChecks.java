package io.quenyan.cli;

import io.quenyan.kms.Answer.Given;
import io.quenyan.kms.Answer.Refused;
import io.quenyan.kms.EncryptionContext;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.Kms;
import io.quenyan.kms.aws.AwsKms;
import io.quenyan.project.kms.NamedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a rotation needs: a key that answers and may be used, and at AWS the permissions for it.
final class RotationChecks {

    /// Exactly what [AwsKms] calls to rotate, and to encode under the new version.
    static final List<String> ROTATE =
            List.of("kms:DescribeKey", "kms:GetKeyRotationStatus", "kms:ListKeyRotations", "kms:RotateKeyOnDemand");

    static final List<String> ENCODE = List.of(
            "kms:DescribeKey",
            "kms:ListKeyRotations",
            "kms:GetKeyRotationStatus",
            "kms:GenerateDataKey",
            "kms:Decrypt");

    private final Run run;

    RotationChecks(Run run) {
        this.run = run;
    }

    /// That there is a key, and what it takes to rotate it.
    List<Check> all(Optional<NamedKey> key) {
        List<Check> checks = new ArrayList<>();
        if (key.isEmpty()) {
            checks.add(Check.fail(
                    "key",
                    "none is named",
                    "--key-provider and --key-id, project.json",
                    "quenyan project init --force --key-provider P --key-id ID"));
        }
        if (key.filter(named -> !named.provider().equals(AwsKms.PROVIDER)).isEmpty()) {
            checks.add(Check.ok("iam to rotate", String.join(" ", ROTATE), "on the key's ARN, for whoever rotates"));
            checks.add(
                    Check.ok("iam to encode", String.join(" ", ENCODE), "on the key's ARN, for encoders and restores"));
        }
        return checks;
    }

    /// That a key wraps data keys for the project at hand.
    Check key(NamedKey named, Optional<Defaults> defaults) {
        String where = named.toString();
        try {
            KeyId id = new KeyId(named.keyId());
            Kms kms = new KeyProviders(run, Optional.empty()).of(named.provider());
            EncryptionContext context = EncryptionContext.ofProject(
                    defaults.map(known -> known.projectId(null)).orElse("doctor"));
            return switch (kms.describe(id)
                    .then(KeyDescription::usable)
                    .then(key -> kms.generateDataKey(id, context).map(made -> {
                        made.close();
                        return key;
                    }))) {
                case Given<KeyDescription>(KeyDescription key) -> usable(key, where);
                case Refused<KeyDescription> refused ->
                    Check.fail("key", refused.reason().name(), where, Failures.oneLine(refused.detail()));
            };
        } catch (KeysUnavailableException | CommandFailure e) {
            return Check.fail(
                    "key", "cannot be reached: " + Failures.oneLine(e.getMessage()), where, "See: quenyan keys status");
        }
    }

    private static Check usable(KeyDescription key, String where) {
        boolean spent = key.remainingOnDemandRotations().isPresent()
                && key.remainingOnDemandRotations().getAsInt() == 0;
        return spent
                ? Check.fail(
                        "key",
                        "no rotation on demand is left",
                        where,
                        "Make another key: docs/runbooks/key-compromise.md")
                : Check.ok("key", "version %s wraps data keys".formatted(key.version()), where);
    }
}
