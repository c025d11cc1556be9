package io.quenyan.local.postgres;

import io.quenyan.local.process.Executables;
import io.quenyan.local.process.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who runs PostgreSQL, which refuses to be run by root: the user who starts the platform, or, when that is
/// root, the account `postgres`, else `nobody`, with every privilege of root dropped.
///
/// One is kept where it must be: when a folder above the data is closed to that account, as `/root` is, it
/// keeps `CAP_DAC_READ_SEARCH`, with which it can enter folders and read files, and write nothing that is not
/// its own.
public final class Account {

    private static final List<String> ACCOUNTS = List.of("postgres", "nobody");
    private static final long DAC_READ_SEARCH = 1L << 2;

    private final @Nullable String name;

    private Account(@Nullable String name) {
        this.name = name;
    }

    /// Returns the account for this process.
    public static Account ofThisProcess() {
        if (!runsAsRoot()) {
            return new Account(null);
        }
        return new Account(
                ACCOUNTS.stream()
                        .filter(Account::exists)
                        .findFirst()
                        .orElseThrow(
                                () -> new StartFailedException(
                                        "PostgreSQL does not run as root, and there is no account 'postgres' or 'nobody'. Start the platform as another user")));
    }

    /// Makes the file or folder the account's own.
    void own(Path path) {
        if (name == null) {
            return;
        }
        try {
            UserPrincipal owner =
                    path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
            Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(owner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the command that runs `command` under the account; it replaces itself, so the pid stays.
    List<String> run(List<String> command, Path... reached) {
        if (name == null) {
            return command;
        }
        if (Executables.onPath("setpriv").isEmpty()) {
            throw new StartFailedException(
                    "PostgreSQL does not run as root, and 'setpriv' (util-linux) is not there to drop it. Start the platform as another user");
        }
        List<String> dropped =
                new ArrayList<>(List.of("setpriv", "--reuid=" + name, "--regid=" + group(name), "--clear-groups"));
        if (isOpen(reached)) {
            dropped.addAll(capabilities(""));
        } else {
            requireThatItCanBeKept(reached);
            // Without this bit the kernel forgets the capability when a program asks whether it may read a file.
            dropped.add("--securebits=+no_setuid_fixup");
            dropped.addAll(capabilities(",+dac_read_search"));
        }
        dropped.addAll(List.of("--no-new-privs", "--"));
        dropped.addAll(command);
        return dropped;
    }

    private static List<String> capabilities(String kept) {
        return List.of("--inh-caps=-all" + kept, "--ambient-caps=-all" + kept, "--bounding-set=-all" + kept);
    }

    private void requireThatItCanBeKept(Path... reached) {
        if ((boundingSet() & DAC_READ_SEARCH) == 0) {
            throw new StartFailedException(
                    "PostgreSQL runs as '%s', who cannot enter the folders above %s. Set QUENYAN_HOME to a folder that everybody can enter"
                            .formatted(name, List.of(reached)));
        }
    }

    private static boolean isOpen(Path... reached) {
        for (Path path : reached) {
            for (Path folder = path.toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
                if (!permissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Set<PosixFilePermission> permissions(Path folder) {
        try {
            return Files.getPosixFilePermissions(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean runsAsRoot() {
        return "0".equals(status("Uid:"));
    }

    private static long boundingSet() {
        return Long.parseUnsignedLong(status("CapBnd:"), 16);
    }

    private static String status(String field) {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(field))
                    .map(line -> line.split("\\s+", -1)[1])
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean exists(String account) {
        return !group(account).isEmpty();
    }

    private static String group(String account) {
        try {
            return Files.readAllLines(Path.of("/etc/passwd")).stream()
                    .map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 3 && fields[0].equals(account))
                    .map(fields -> fields[3])
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
