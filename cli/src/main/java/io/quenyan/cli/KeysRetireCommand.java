package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.KeyOptions.Named;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Says that nothing needs a version of a key any more; or what still does.
@Command(
        description = {
            "Record that no package needs a version of a key any more; refused while one does.",
            "Nothing is deleted at the provider: older versions go when the key itself goes."
        },
        footer = "Exit: 0 nothing needs it, 9 the provider cannot be reached, 10 packages need it.")
final class KeysRetireCommand implements Callable<Integer>, Recorded {

    private static final int MOST_TOLD = 10;

    private final Run run;

    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Option(names = "--version", required = true, paramLabel = "V", description = "The version that is to go.")
    @SuppressWarnings("NullAway.Init")
    private String version;

    @Mixin
    private final UsageOptions usage = new UsageOptions();

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    KeysRetireCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        Named key = options.required();
        KeyVersion retired = KeyOptions.parsed("--version", version, KeyVersion::new);
        KeyDescription known =
                KeyProviders.given(options.providers(run).of(key.provider()).describe(key.key()));
        if (known.version().equals(retired)) {
            throw new CommandFailure(
                    Exit.REFUSED,
                    "VERSION_CURRENT",
                    "Version %s is the key's current one; rotate it first: quenyan keys --provider %s --key-id '%s' --rotate"
                            .formatted(version, key.provider(), key.key()));
        }
        List<KeyUsage.Use> uses = usage.read(key, Optional.of(known), run).under(version);
        tell(key, uses);
        return (uses.isEmpty() ? Exit.OK : Exit.REFUSED).code();
    }

    private void tell(Named key, List<KeyUsage.Use> uses) {
        ObjectNode node = Run.object();
        node.put("provider", key.provider()).put("key_id", key.key().text()).put("key_version", version);
        node.put("status", status(uses.isEmpty()));
        node.put("packages", uses.size());
        ArrayNode first = node.putArray("first");
        uses.stream()
                .limit(MOST_TOLD)
                .map(use -> "%s: %s".formatted(use.project(), use.name()))
                .forEach(told -> {
                    first.add(told);
                    run.say("needs it: " + told);
                });
        if (uses.isEmpty() && !dryRun.given()) {
            run.log().write("key-version-retired", key.key() + " " + version, node.deepCopy());
        }
        run.print(
                node,
                uses.isEmpty()
                        ? "No package of the places named needs version %s".formatted(version)
                        : "%d packages need version %s: encode them again, then ask once more"
                                .formatted(uses.size(), version));
    }

    private String status(boolean unneeded) {
        if (!unneeded) {
            return "needed";
        }
        return dryRun.given() ? "would-retire" : "retired";
    }
}
