package io.quenyan.local.softhsm;

import io.quenyan.local.debian.DebianPackages;
import io.quenyan.local.debian.PackageSet;
import io.quenyan.local.debian.PackageSet.Wanted;
import io.quenyan.local.process.Command;
import io.quenyan.local.process.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// SoftHSM2, a security module in software. The JVM that loads its library must have `SOFTHSM2_CONF` in its
/// environment: the library reads the variable when it is loaded, and Java cannot set it.
public final class SoftHsm {

    /// The variable.
    public static final String VARIABLE = "SOFTHSM2_CONF";

    private final Path root;

    private SoftHsm(Path root) {
        this.root = root;
    }

    /// SoftHSM2, fetched if need be.
    public static SoftHsm fetched(DebianPackages packages) {
        return new SoftHsm(packages.unpacked(new PackageSet(
                "softhsm-1",
                List.of(new Wanted("softhsm2", PackageSet.SYSTEM), new Wanted("libsofthsm2", PackageSet.SYSTEM)))));
    }

    /// Its PKCS #11 library.
    public Path library() {
        return root.resolve("usr/lib/softhsm/libsofthsm2.so");
    }

    /// Writes the configuration file and makes an empty token beside it, with that PIN of its user.
    public void newToken(Path configuration, String pin) {
        try {
            Path tokens = Files.createDirectories(configuration.toAbsolutePath().resolveSibling("tokens"));
            PrivateFile.write(configuration, """
                    directories.tokendir = %s
                    objectstore.backend = file
                    log.level = ERROR
                    slots.removable = false
                    """.formatted(tokens));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A PIN on a command line is no secret; neither is that of a stand-in.
        Command.run(
                "env",
                VARIABLE + "=" + configuration.toAbsolutePath(),
                root.resolve("usr/bin/softhsm2-util").toString(),
                "--module",
                library().toString(),
                "--init-token",
                "--free",
                "--label",
                "quenyan",
                "--pin",
                pin,
                "--so-pin",
                "so-" + pin);
    }
}
