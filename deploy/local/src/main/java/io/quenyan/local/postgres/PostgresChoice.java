package io.quenyan.local.postgres;

import io.quenyan.local.process.StartFailedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which PostgreSQL is used: an installed one, or, where there is none, the one from the artifact repository.
///
/// Data that exist decide: only the major version that wrote them can read them.
///
/// @param wish `installed`, `bundled`, the folder of the programs, or empty for the rule above
/// @param archive the one from the artifact repository
/// @param unpacked where it is unpacked
public record PostgresChoice(String wish, PostgresArchive archive, Path unpacked) {

    /// Returns the programs to use.
    ///
    /// @param major version that wrote the data, if there are any
    PostgresBinaries binaries(Optional<Integer> major) {
        List<PostgresBinaries> candidates = switch (wish) {
            case "bundled" -> List.of(archive.unpack(unpacked));
            case "installed", "" -> PostgresBinaries.installed();
            default -> PostgresBinaries.in(Path.of(wish)).stream().toList();
        };
        Optional<PostgresBinaries> fits =
                candidates.stream().filter(found -> fits(found, major)).findFirst();
        if (fits.isEmpty() && wish.isEmpty()) {
            fits = Optional.of(archive.unpack(unpacked)).filter(found -> fits(found, major));
        }
        return fits.orElseThrow(() -> new StartFailedException(major.map(version ->
                        "The data were written by PostgreSQL %d, which is no longer there. Install it, or remove the data: quenyan down, then delete the folder"
                                .formatted(version))
                .orElse("QUENYAN_POSTGRES=%s names no PostgreSQL 14 or newer".formatted(wish))));
    }

    private static boolean fits(PostgresBinaries binaries, Optional<Integer> major) {
        return major.isEmpty() || major.get() == binaries.major();
    }
}
