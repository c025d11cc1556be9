package io.quenyan.cli;

import io.quenyan.project.PackageKey;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.StateFile;
import io.quenyan.project.kms.NamedKey;
import java.util.List;

/// The keys that a project's own state says its packages are under.
final class RecordedKeys {

    private RecordedKeys() {}

    /// None where there is no state that can be believed.
    static List<NamedKey> of(Defaults defaults, Run run) {
        return StateFile.at(StateOptions.unnamed(defaults, run)).look() instanceof FoundState.Sound sound
                ? sound.state().files().stream()
                        .map(file -> file.sealed().key())
                        .filter(key -> key != null)
                        .map(RecordedKeys::named)
                        .distinct()
                        .toList()
                : List.of();
    }

    private static NamedKey named(PackageKey key) {
        return new NamedKey(key.provider(), key.keyId());
    }
}
