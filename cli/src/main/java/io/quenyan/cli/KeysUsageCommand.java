package io.quenyan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.KeyOptions.Named;
import io.quenyan.kms.KeysUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says which versions of a key packages need.
@Command(
        description = {
            "Say how many packages need which version of a key: those of indexes and states, or with --remote all.",
            "What an index says is taken as it stands; 'verify' says whether it is authentic."
        },
        footer = "Exit: 0 told, 9 state-service cannot be reached.")
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
        if (usage.remote()) {
            return askService(key).code();
        }
        KeyUsage used = usage.read(key, run);
        String current = current(key);
        run.print(used.json(current), used.lines(current));
        return Exit.OK.code();
    }

    /// The current version, where the provider says: that it does not is no reason to tell nothing.
    private @Nullable String current(Named key) {
        try {
            return KeyProviders.given(options.providers(run).of(key.provider()).describe(key.key()))
                    .version()
                    .text();
        } catch (KeysUnavailableException | CommandFailure e) {
            run.warn("Which version is the current one is not known: " + Failures.oneLine(e.getMessage()));
            return null;
        }
    }

    private Exit askService(Named key) {
        ObjectNode none = Run.object();
        none.putArray("versions");
        JsonNode told =
                usage.service(run).usage(key.provider(), key.key().text()).orElse(none);
        run.print(told, lines(told));
        return Exit.OK;
    }

    private static String lines(JsonNode told) {
        List<String> lines = new ArrayList<>();
        told.path("versions")
                .forEach(version -> lines.add("version %s: %d packages"
                        .formatted(
                                version.path("key_version").asText(),
                                version.path("packages").asLong())));
        told.path("rotations")
                .forEach(rotation -> lines.add("rotation to %s: %s, %d packages left, %d whose source is gone"
                        .formatted(
                                rotation.path("key_version").asText(),
                                rotation.path("state").asText(),
                                rotation.path("packages").asLong(),
                                rotation.path("source_gone").asLong())));
        return lines.isEmpty()
                ? "state-service knows no package under this key"
                : String.join(System.lineSeparator(), lines);
    }
}
