package io.quenyan.cli;

import io.quenyan.cli.KeyOptions.Named;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeysUnavailableException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says which versions of a key packages need.
@Command(
        description = {
            "Say how many packages need which version of a key: those of indexes and states.",
            "What an index says is taken as it stands; 'verify' says whether it is authentic."
        },
        footer = "Exit: 0 told, 7 an index or state cannot be believed.")
final class KeysUsageCommand implements Callable<Integer> {

    private final Run run;

    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Mixin
    private final UsageOptions usage = new UsageOptions();

    KeysUsageCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        Named key = options.required();
        Optional<KeyDescription> known = describe(key);
        KeyUsage used = usage.read(key, known, run);
        String current = known.map(it -> it.version().text()).orElse(null);
        run.print(used.json(current), used.lines(current));
        return Exit.OK.code();
    }

    /// The key, where its provider answers: that it does not is no reason to tell nothing.
    private Optional<KeyDescription> describe(Named key) {
        try {
            return Optional.of(
                    KeyProviders.given(options.providers(run).of(key.provider()).describe(key.key())));
        } catch (KeysUnavailableException | CommandFailure e) {
            run.warn(
                    "The key's current version and its other names are not known: " + Failures.oneLine(e.getMessage()));
            return Optional.empty();
        }
    }
}
