package io.quenyan.state;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.PackageException;
import io.quenyan.format.PackageReader;
import io.quenyan.project.IndexEntry;
import io.quenyan.project.PackageCondition;
import io.quenyan.project.PackageName;
import io.quenyan.project.PackageStore;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.RecordedPackage;
import io.quenyan.project.Sha256;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks at the packages that an inventory tells of, so that nothing is reused on its word alone.
final class PackageCheck {

    private final PackageStore output;
    private final CurrentIndex index;

    PackageCheck(PackageStore output, CurrentIndex index) {
        this.output = output;
        this.index = index;
    }

    /// How the packages of `file` are found: in the index, and as bytes.
    PackageCondition of(RecordedFile file) {
        Set<String> indexed = index.byPath().getOrDefault(file.path(), List.of()).stream()
                .map(entry -> told(entry))
                .collect(Collectors.toSet());
        Set<String> recorded = file.packages().stream()
                .map(each -> "%s %s".formatted(each.kind().text(), each.sha256()))
                .collect(Collectors.toSet());
        if (!indexed.equals(recorded)) {
            return PackageCondition.UNRECORDED;
        }
        PackageCondition worst = PackageCondition.SOUND;
        for (RecordedPackage each : file.packages()) {
            // One byte more, to see what was appended.
            Optional<byte[]> bytes = output.read(PackageName.of(file.path(), each.kind()), each.size() + 1);
            if (bytes.isEmpty()) {
                return PackageCondition.MISSING;
            }
            if (!Sha256.hex(bytes.get()).equals(each.sha256())) {
                worst = PackageCondition.CORRUPTED;
            }
        }
        return worst;
    }

    /// The salts under which packages do not open with `keys`: one package of each is tried. That of the index opens,
    /// as its code has shown.
    Set<String> lostSalts(Collection<RecordedFile> files, DerivedKeys keys) {
        Set<String> tried =
                new HashSet<>(Set.of(index.index().derivation().salt().hex()));
        Set<String> lost = new HashSet<>();
        PackageReader reader = new PackageReader(keys);
        for (RecordedFile file : files) {
            if (!file.packages().isEmpty()
                    && !tried.contains(file.sealed().salt())
                    && of(file) == PackageCondition.SOUND) {
                tried.add(file.sealed().salt());
                if (!opens(file, reader)) {
                    lost.add(file.sealed().salt());
                }
            }
        }
        return lost;
    }

    private boolean opens(RecordedFile file, PackageReader reader) {
        RecordedPackage any = file.packages().getFirst();
        try {
            output.read(PackageName.of(file.path(), any.kind()), any.size()).ifPresent(reader::read);
            return true;
        } catch (PackageException e) {
            return false;
        }
    }

    private static String told(IndexEntry entry) {
        return "%s %s".formatted(entry.kind().text(), entry.sha256());
    }
}
