package io.quenyan.cli;

import io.quenyan.kms.KeyId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which key is meant.
final class KeyOptions {

    @Option(names = "--provider", paramLabel = "aws|local|hsm", description = "Key management system.")
    private @Nullable String provider;

    @Option(names = "--key-id", paramLabel = "ID", description = "Key of it: an id, an alias or an ARN.")
    private @Nullable String keyId;

    @Option(
            names = "--metadata-path",
            paramLabel = "FILE",
            description =
                    "Key ring of provider local or hsm (default: PROVIDER-kms.json in $QYN1_KMS_DIR, else $QUENYAN_HOME).")
    private @Nullable Path metadataPath;

    /// A key and where it is.
    record Named(String provider, KeyId key) {}

    /// The key, if one is named.
    ///
    /// @throws CommandFailure exit 2 if only half of its name is there
    Optional<Named> named() {
        if (provider == null && keyId == null) {
            return Optional.empty();
        }
        if (provider == null || keyId == null) {
            throw new CommandFailure(Exit.USAGE, "USAGE", "Give --provider and --key-id together");
        }
        return Optional.of(new Named(provider, parsed("--key-id", keyId, KeyId::new)));
    }

    /// What an option's text means.
    ///
    /// @throws CommandFailure exit 2 if it means nothing
    static <T> T parsed(String option, String text, Function<String, T> meaning) {
        try {
            return meaning.apply(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, "USAGE", "%s: %s".formatted(option, e.getMessage()), e);
        }
    }

    /// The key.
    ///
    /// @throws CommandFailure exit 2 if none is named
    Named required() {
        return named().orElseThrow(
                        () -> new CommandFailure(Exit.USAGE, "USAGE", "Name the key: --provider P --key-id ID"));
    }

    KeyProviders providers(Run run) {
        return new KeyProviders(run, Optional.ofNullable(metadataPath));
    }
}
