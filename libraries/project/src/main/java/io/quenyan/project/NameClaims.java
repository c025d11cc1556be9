package io.quenyan.project;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// The names of an output, each claimed by one file of the project.
///
/// Whether a `*.json` is a descriptor is known only from its content. It is read when its name is disputed, and then
/// only; a file that turns out to be none gives its claim up.
final class NameClaims {

    private record Claim(TreeEntry entry, EntryKind kind) {}

    private final boolean foldsCase;
    private final Predicate<TreeEntry> isDescriptor;
    private final Map<String, Claim> claims = new HashMap<>();

    NameClaims(boolean foldsCase, Predicate<TreeEntry> isDescriptor) {
        this.foldsCase = foldsCase;
        this.isDescriptor = isDescriptor;
    }

    /// @throws NameCollisionException if another file has the name already
    void claim(TreeEntry entry, EntryKind kind) {
        Claim claim = new Claim(entry, kind);
        String name = PackageName.of(entry.path(), kind);
        Claim other = claims.putIfAbsent(folded(name), claim);
        if (other != null && !withdrawn(claim)) {
            if (!withdrawn(other)) {
                throw collision(name, entry, other.entry());
            }
            claims.put(folded(name), claim);
        }
    }

    /// Checks, once all names are claimed, that no package must be a folder as well.
    void checkFolders() {
        for (Claim claim : claims.values()) {
            String path = claim.entry().path();
            String first = path.indexOf('/') < 0 ? "" : path.substring(0, path.indexOf('/'));
            if (PackageName.RESERVED.contains(foldsCase ? folded(first) : first)) {
                throw new NameCollisionException(
                        "'%s' would go into a folder '%s', which every output has for itself".formatted(path, first));
            }
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                checkFolder(claim, path.substring(0, slash));
            }
        }
    }

    private void checkFolder(Claim claim, String folder) {
        if (folded(folder).endsWith(PackageName.PACKAGE)) {
            Claim other = claims.get(folded(folder));
            if (other != null && !withdrawn(other) && !withdrawn(claim)) {
                throw collision(folder, claim.entry(), other.entry());
            }
        }
    }

    private boolean withdrawn(Claim claim) {
        return claim.kind() == EntryKind.DESCRIPTOR && !isDescriptor.test(claim.entry());
    }

    private String folded(String name) {
        return foldsCase ? Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT) : name;
    }

    private static NameCollisionException collision(String name, TreeEntry one, TreeEntry other) {
        return new NameCollisionException("'%s' and '%s' would both become '%s'; rename one or leave it out"
                .formatted(other.path(), one.path(), name));
    }
}
