package io.quenyan.cli;

import io.quenyan.cli.KeyOptions.Named;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.file.KeyRingKms;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes a key in the local ring or in a security module.
@Command(
        description = "Make a key of provider local or hsm. Keys of AWS are made at AWS.",
        footer = "Exit: 0 done, 9 the provider cannot be reached, 10 there is one of that name.")
final class KeysCreateCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Option(names = "--alias", paramLabel = "NAME", description = "Another name for it, such as alias/release.")
    private @Nullable String alias;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    KeysCreateCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        Named named = options.required();
        KeyRingKms ring = options.providers(run).ring(named.provider());
        if (dryRun.given()) {
            run.print(
                    Run.object()
                            .put("status", "would-create")
                            .put("key_id", named.key().text()),
                    "Would make key '%s' in %s".formatted(named.key(), ring.file()));
            return Exit.OK.code();
        }
        KeyStatus made = new KeyStatus(KeyProviders.given(ring.create(
                named.key(), Optional.ofNullable(alias).map(name -> KeyOptions.parsed("--alias", name, KeyId::new)))));
        run.log().write("key-metadata", named.provider() + "/" + named.key(), made.json());
        run.print(made.json(), made.line());
        run.say("The keys are in %s. Back it up, with what belongs to it".formatted(ring.file()));
        return Exit.OK.code();
    }
}
