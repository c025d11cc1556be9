package io.quenyan.cli;

import io.quenyan.format.DerivedKeys;
import io.quenyan.kms.KeyId;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.PassphraseSecret;
import io.quenyan.project.ProjectFile;
import io.quenyan.project.Protection;
import io.quenyan.project.kms.DataKeySecret;
import io.quenyan.project.kms.DataKeys;
import io.quenyan.project.kms.NamedKey;
import io.quenyan.project.kms.NamedKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What protects packages: a passphrase, or a key of a key service. As options say, else the project, else the
/// environment.
///
/// With a passphrase option and a key, the passphrase protects and the packages only tell of the key.
/// `QYN1_PASSPHRASE` alone gives way to a key that is named.
final class ProtectionOptions {

    @Mixin
    private final SecretOptions secret = new SecretOptions();

    @Option(
            names = "--key-provider",
            paramLabel = "aws|local|hsm",
            description = "Key management system whose key protects the packages, in place of a passphrase.")
    private @Nullable String provider;

    @Option(
            names = "--key-id",
            paramLabel = "ID",
            description = "Key of it: an id, an alias or an ARN (default: as project.json says).")
    private @Nullable String keyId;

    @Option(
            names = "--metadata-path",
            paramLabel = "FILE",
            description =
                    "Key ring of provider local or hsm (default: PROVIDER-kms.json in $QYN1_KMS_DIR, else $QUENYAN_HOME).")
    private @Nullable Path metadataPath;

    /// What packages of `project` are written under.
    ///
    /// @throws CommandFailure exit 5 if the passphrase is not the project's, exit 2 if nothing names a secret
    Protection ofProject(Defaults defaults, String project, Run run) {
        return ofProject(defaults, project, run, key(Optional.of(defaults)).orElse(null));
    }

    private Protection ofProject(Defaults defaults, String project, Run run, @Nullable NamedKey key) {
        if (key == null) {
            DerivedKeys keys = secret.keysOf(defaults, run);
            return new Protection(new PassphraseSecret(keys), keys::close);
        }
        return secret.isNamed()
                ? toldBeside(secret.keysOf(defaults, run), key, run)
                : under(key, allowed(Optional.of(defaults), run), project, run);
    }

    /// What one package is written under, whatever project it belongs to.
    ///
    /// @param project null if none is known
    Protection ofPackage(@Nullable String project, Run run) {
        Optional<Defaults> defaults = Defaults.find(null);
        NamedKey key = key(defaults).orElse(null);
        if (key == null) {
            DerivedKeys keys = secret.keys(run);
            return new Protection(new PassphraseSecret(keys), keys::close);
        }
        return secret.isNamed()
                ? toldBeside(secret.keys(run), key, run)
                : under(key, allowed(defaults, run), projectOf(project, defaults), run);
    }

    private Protection toldBeside(DerivedKeys keys, NamedKey key, Run run) {
        run.warn(("The passphrase protects the packages; of key '%s' they only tell. "
                        + "Rotating it does not re-key them: leave the passphrase out for that")
                .formatted(key.keyId()));
        KeyManagement told = DataKeySecret.told(
                KeyProviders.given(providers(run).of(key.provider()).describe(new KeyId(key.keyId()))));
        return new Protection(new PassphraseSecret(keys, told), keys::close);
    }

    private Protection under(NamedKey key, NamedKeys allowed, String project, Run run) {
        if (run.terminal().env().containsKey(SecretOptions.VARIABLE)) {
            run.say("Key '%s' of %s protects the packages; %s is not used"
                    .formatted(key.keyId(), key.provider(), SecretOptions.VARIABLE));
        }
        DataKeys keys = new DataKeys(project, allowed, secret.limits());
        return new Protection(new DataKeySecret(keys, key, run.clock()), keys::close);
    }

    /// What opens packages of `project`: its data keys where packages name one, else the passphrase, asked for
    /// only then. A passphrase option without a key is the only secret there is.
    ///
    /// @param project null if none is known
    ReadingKeys reading(@Nullable String project, Run run) {
        return reading(project, Defaults.find(null), run);
    }

    /// The same for the project of `defaults`.
    ReadingKeys reading(@Nullable String project, Optional<Defaults> defaults, Run run) {
        boolean passphraseOnly = secret.isNamed() && key(defaults).isEmpty();
        return new ReadingKeys(
                () -> secret.keys(run),
                passphraseOnly
                        ? null
                        : () -> new DataKeys(projectOf(project, defaults), allowed(defaults, run), secret.limits()));
    }

    /// Whether anything names a secret that can open what such a block protects, without asking anybody.
    boolean namesSecretFor(Optional<KeyManagement> block, Run run) {
        boolean wrapped = block.filter(it -> it.wrappedKey() != null).isPresent();
        return secret.isNamed()
                || run.terminal().env().containsKey(SecretOptions.VARIABLE)
                || (wrapped && !allowed(Defaults.find(null), run).isEmpty());
    }

    SecretOptions passphrase() {
        return secret;
    }

    /// The key that is named, else the project's.
    Optional<NamedKey> key(Optional<Defaults> defaults) {
        if ((provider == null) != (keyId == null)) {
            throw new CommandFailure(Exit.USAGE, "USAGE", "Give --key-provider and --key-id together");
        }
        return provider != null && keyId != null
                ? Optional.of(new NamedKey(
                        provider,
                        KeyOptions.parsed("--key-id", keyId, KeyId::new).text()))
                : ofFile(defaults);
    }

    /// The key for a request that may name a passphrase instead, in which case a project's key is left alone.
    ///
    /// @throws CommandFailure exit 2 if options name both
    Optional<NamedKey> inPlaceOf(@Nullable String passphraseRef, Optional<Defaults> defaults) {
        if (passphraseRef == null) {
            return key(defaults);
        }
        if (provider != null || keyId != null) {
            throw new CommandFailure(
                    Exit.USAGE, "USAGE", "Give --passphrase-ref or --key-provider and --key-id: one secret protects");
        }
        return Optional.empty();
    }

    private static Optional<NamedKey> ofFile(Optional<Defaults> defaults) {
        return defaults.map(Defaults::file)
                .map(ProjectFile::key)
                .map(named -> new NamedKey(named.provider(), named.keyId()));
    }

    private NamedKeys allowed(Optional<Defaults> defaults, Run run) {
        List<NamedKey> named = new ArrayList<>();
        key(defaults).ifPresent(named::add);
        ofFile(defaults).ifPresent(named::add);
        return new NamedKeys(
                named, () -> defaults.map(known -> RecordedKeys.of(known, run)).orElse(List.of()), providers(run)::of);
    }

    private KeyProviders providers(Run run) {
        return new KeyProviders(run, Optional.ofNullable(metadataPath));
    }

    private static String projectOf(@Nullable String project, Optional<Defaults> defaults) {
        if (project != null) {
            return project;
        }
        return defaults.map(known -> known.projectId(null))
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE,
                        "USAGE",
                        "A data key belongs to a project: name it with --project-id, or work in a project's folder"));
    }
}
