package io.quenyan.cli;

import io.quenyan.kms.Answer;
import io.quenyan.kms.Answer.Given;
import io.quenyan.kms.Answer.Reason;
import io.quenyan.kms.Answer.Refused;
import io.quenyan.kms.Kms;
import io.quenyan.kms.aws.AwsClients;
import io.quenyan.kms.aws.AwsKms;
import io.quenyan.kms.file.KeyRingKms;
import io.quenyan.kms.file.LocalKms;
import io.quenyan.kms.file.RingSettings;
import io.quenyan.kms.file.StoreFolder;
import io.quenyan.kms.hsm.HsmKms;
import io.quenyan.kms.hsm.HsmSettings;
import io.quenyan.kms.hsm.PinReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Key management systems by the names that options and project files have for them.
final class KeyProviders {

    /// Where the PKCS #11 library of provider `hsm` is; its slot and PIN are beside it.
    static final String HSM_LIBRARY = "QUENYAN_HSM_LIBRARY";

    private static final String ACTOR = "quenyan-cli";

    private final Map<String, String> env;
    private final Optional<Path> ring;
    private final RingSettings settings;

    /// @param ring the key ring's file, where it is not in its usual place
    KeyProviders(Run run, Optional<Path> ring) {
        this.env = run.terminal().env();
        this.ring = ring;
        this.settings = RingSettings.of(ACTOR).at(run.clock());
    }

    Kms of(String provider) {
        if (!provider.equals(AwsKms.PROVIDER)) {
            return ring(provider);
        }
        if (ring.isPresent()) {
            throw usage("--metadata-path is for providers local and hsm: AWS keeps what is known of a key itself");
        }
        return new AwsKms(AwsClients.of(env));
    }

    /// Providers whose keys are made here.
    KeyRingKms ring(String provider) {
        Path file = ring.orElseGet(() -> StoreFolder.of(env).resolve(provider + "-kms.json"));
        return switch (provider) {
            case LocalKms.PROVIDER -> LocalKms.at(file, settings);
            case HsmKms.PROVIDER -> HsmKms.at(file, module(), env, settings);
            case AwsKms.PROVIDER -> throw usage("Keys of AWS are made at AWS: aws kms create-key");
            default -> throw usage("No provider is called '%s'; there are aws, local and hsm".formatted(provider));
        };
    }

    private HsmSettings module() {
        String library = env.getOrDefault(HSM_LIBRARY, "");
        String pin = env.getOrDefault("QUENYAN_HSM_PIN", "");
        PinReference reference = PinReference.parse(pin)
                .orElseThrow(() -> usage("QUENYAN_HSM_PIN says where the PIN is: env:NAME or file:PATH"));
        if (library.isEmpty()) {
            throw usage(HSM_LIBRARY + " is not set; it names the module's PKCS #11 library");
        }
        try {
            return new HsmSettings(
                    Path.of(library), Integer.parseInt(env.getOrDefault("QUENYAN_HSM_SLOT", "0")), reference);
        } catch (IllegalArgumentException e) {
            throw usage("QUENYAN_HSM_SLOT, QUENYAN_HSM_LIBRARY: " + e.getMessage());
        }
    }

    /// What was asked for.
    ///
    /// @throws CommandFailure if it was refused
    static <T> T given(Answer<T> answer) {
        return switch (answer) {
            case Given<T>(T value) -> value;
            case Refused<T>(Reason reason, String detail) ->
                throw new CommandFailure(exit(reason), reason.name(), Failures.oneLine(detail));
        };
    }

    static Exit exit(Reason reason) {
        return switch (reason) {
            case KEY_UNKNOWN, KEY_VERSION_UNKNOWN -> Exit.NOT_FOUND;
            case ACCESS_DENIED -> Exit.PERMISSION;
            case KEY_NOT_ALLOWED, NOT_UNWRAPPED -> Exit.CRYPTOGRAPHIC;
            case KEY_DISABLED,
                    KEY_PENDING_DELETION,
                    KEY_UNUSABLE,
                    LIMIT_EXCEEDED,
                    VERSION_CHANGED,
                    VERSION_EXHAUSTED,
                    PROVIDER_REFUSED -> Exit.REFUSED;
        };
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(Exit.USAGE, "USAGE", message);
    }
}
