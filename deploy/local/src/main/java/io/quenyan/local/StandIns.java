package io.quenyan.local;

import io.quenyan.local.debian.DebianPackages;
import io.quenyan.local.moto.MotoServer;
import io.quenyan.local.process.FolderLock;
import io.quenyan.local.process.Ports;
import io.quenyan.local.process.StartFailedException;
import io.quenyan.local.softhsm.SoftHsm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/// What tests have in place of other people's key management systems, for one JVM: moto for AWS, SoftHSM2
/// for a security module. Both are fetched when they are asked for first on a machine, and end with the
/// JVM.
///
/// Where they cannot be had, a test says so loudly and is skipped, except where `QUENYAN_STAND_INS` is
/// `required`, as in `.ci/run`: there it fails.
public final class StandIns {

    private static final Duration START = Duration.ofMinutes(5);
    private static final int LOWEST_PORT = 32_700;
    private static final int HIGHEST_PORT = 33_700;

    private StandIns() {}

    /// Where AWS KMS answers.
    ///
    /// @throws StartFailedException if moto cannot be fetched or does not start
    public static synchronized URI awsKms() {
        Path folder = TestPlatform.ofProcesses().folder();
        try (FolderLock _ = FolderLock.take(folder, START, () -> {})) {
            MotoServer moto = new MotoServer(folder, packages());
            Ports ports = new Ports(folder.resolve("stand-in-ports.properties"));
            if (moto.process().running().isEmpty()) {
                moto.start(ports.choose(MotoServer.NAME, new Random().nextInt(LOWEST_PORT, HIGHEST_PORT)));
            }
            return MotoServer.endpoint(ports.last(MotoServer.NAME).orElseThrow());
        }
    }

    /// A security module, of which no token is there yet.
    ///
    /// @throws StartFailedException if it cannot be fetched
    public static SoftHsm softHsm() {
        return SoftHsm.fetched(packages());
    }

    /// Whether a test must fail rather than be skipped.
    public static boolean areRequired() {
        return "required".equals(System.getenv("QUENYAN_STAND_INS"));
    }

    @SuppressWarnings("SystemOut") // to people who run tests
    private static DebianPackages packages() {
        return new DebianPackages(
                DebianPackages.cacheFolder(System.getenv()), line -> System.err.println("[stand-ins] " + line));
    }
}
