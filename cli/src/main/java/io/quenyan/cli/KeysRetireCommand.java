package io.quenyan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.KeyOptions.Named;
import io.quenyan.cli.http.StateService;
import io.quenyan.kms.KeyVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
        footer = "Exit: 0 nothing needs it, 9 provider or state-service cannot be reached, 10 packages need it.")
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

    /// What needs the version: how many packages, and some of them.
    private record Need(long packages, List<String> first) {}

    @Override
    public Integer call() throws IOException {
        Named key = options.required();
        KeyVersion retired = KeyOptions.parsed("--version", version, KeyVersion::new);
        KeyVersion current = KeyProviders.given(
                        options.providers(run).of(key.provider()).describe(key.key()))
                .version();
        if (current.equals(retired)) {
            throw new CommandFailure(
                    Exit.REFUSED,
                    "VERSION_CURRENT",
                    "Version %s is the key's current one; rotate it first: quenyan keys --provider %s --key-id '%s' --rotate"
                            .formatted(version, key.provider(), key.key()));
        }
        Need need = usage.remote() ? remote(key) : here(key);
        tell(key, need);
        return (need.packages() == 0 ? Exit.OK : Exit.REFUSED).code();
    }

    private Need here(Named key) throws IOException {
        List<KeyUsage.Use> uses = usage.read(key, run).under(version);
        return new Need(
                uses.size(),
                uses.stream()
                        .limit(MOST_TOLD)
                        .map(use -> "%s: %s".formatted(use.project(), use.name()))
                        .toList());
    }

    private Need remote(Named key) {
        StateService service = usage.service(run);
        String keyId = key.key().text();
        long packages = 0;
        for (JsonNode each : service.usage(key.provider(), keyId)
                .map(told -> told.path("versions"))
                .orElseGet(() -> Run.object().path("versions"))) {
            packages += each.path("key_version").asText().equals(version)
                    ? each.path("packages").asLong()
                    : 0;
        }
        List<String> first = new ArrayList<>();
        if (packages > 0) {
            service.files(key.provider(), keyId, version, MOST_TOLD)
                    .ifPresent(files -> files.forEach(file -> first.add("%s: %s"
                            .formatted(
                                    file.path("project_id").asText(),
                                    file.path("path").asText()))));
        }
        return new Need(packages, first);
    }

    private void tell(Named key, Need need) {
        ObjectNode node = Run.object();
        node.put("provider", key.provider()).put("key_id", key.key().text()).put("key_version", version);
        node.put("status", status(need));
        node.put("packages", need.packages());
        ArrayNode first = node.putArray("first");
        need.first().forEach(first::add);
        if (need.packages() == 0 && !dryRun.given()) {
            run.log().write("key-version-retired", key.key() + " " + version, node.deepCopy());
        }
        need.first().forEach(each -> run.say("needs it: " + each));
        run.print(
                node,
                need.packages() == 0
                        ? "No package of the places named needs version %s".formatted(version)
                        : "%d packages need version %s: encode them again, then ask once more"
                                .formatted(need.packages(), version));
    }

    private String status(Need need) {
        if (need.packages() > 0) {
            return "needed";
        }
        return dryRun.given() ? "would-retire" : "retired";
    }
}
