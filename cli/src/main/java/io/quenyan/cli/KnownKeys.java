package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.KeyOptions.Named;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.file.LocalKms;
import io.quenyan.kms.hsm.HsmKms;
import io.quenyan.project.ProjectFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells what is known of keys: of one, or of the project's, of the local ring's and of the security module's.
final class KnownKeys {

    private final Run run;
    private final KeyProviders providers;
    private final List<KeyStatus> known = new ArrayList<>();
    private final ArrayNode unreachable = Run.object().putArray("unreachable");

    KnownKeys(Run run, KeyProviders providers) {
        this.run = run;
        this.providers = providers;
    }

    Exit show(Optional<Named> one) {
        if (one.isPresent()) {
            Named named = one.get();
            KeyStatus status = new KeyStatus(
                    KeyProviders.given(providers.of(named.provider()).describe(named.key())));
            tell(status);
            run.print(status.json(), status.line());
            return Exit.OK;
        }
        find();
        known.forEach(this::tell);
        run.print(json(), lines());
        return unreachable.isEmpty() ? Exit.OK : Exit.UNREACHABLE;
    }

    private void find() {
        Set<Named> named = new LinkedHashSet<>();
        Defaults.find(null).map(Defaults::file).map(ProjectFile::key).ifPresent(key -> named.add(named(key)));
        ringed(LocalKms.PROVIDER, named);
        if (run.terminal().variable(KeyProviders.HSM_LIBRARY).isPresent()) {
            ringed(HsmKms.PROVIDER, named);
        }
        named.forEach(this::describe);
    }

    private static Named named(ProjectFile.Key key) {
        return new Named(key.provider(), new KeyId(key.keyId()));
    }

    private void ringed(String provider, Set<Named> named) {
        try {
            for (KeyDescription key : providers.ring(provider).keys()) {
                named.add(new Named(provider, key.key()));
            }
        } catch (KeysUnavailableException | CommandFailure e) {
            cannotTell(provider, null, e.getMessage());
        }
    }

    /// One key that cannot be told is no reason to tell none.
    private void describe(Named named) {
        try {
            known.add(new KeyStatus(
                    KeyProviders.given(providers.of(named.provider()).describe(named.key()))));
        } catch (KeysUnavailableException | CommandFailure e) {
            cannotTell(named.provider(), named.key().text(), e.getMessage());
        }
    }

    private void cannotTell(String provider, @Nullable String keyId, @Nullable String why) {
        ObjectNode node = unreachable.addObject();
        node.put("provider", provider).put("key_id", keyId).put("detail", Failures.oneLine(why));
        run.warn("%s %s: %s".formatted(provider, keyId == null ? "" : keyId, Failures.oneLine(why)));
    }

    private void tell(KeyStatus status) {
        run.log()
                .write(
                        "key-metadata",
                        status.key().provider() + "/" + status.key().key(),
                        status.json());
    }

    private ObjectNode json() {
        ObjectNode json = Run.object();
        json.put("told_at", run.clock().instant().toString());
        ArrayNode keys = json.putArray("keys");
        known.forEach(status -> keys.add(status.json()));
        json.set("unreachable", unreachable);
        return json;
    }

    private String lines() {
        return known.isEmpty()
                ? "No key is known here. Make one: quenyan keys create --provider local --key-id ID"
                : String.join(
                        System.lineSeparator(),
                        known.stream().map(KeyStatus::line).toList());
    }
}
