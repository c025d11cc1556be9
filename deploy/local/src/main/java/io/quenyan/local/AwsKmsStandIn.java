package io.quenyan.local;

import io.quenyan.local.Progress.What;
import io.quenyan.local.debian.DebianPackages;
import io.quenyan.local.moto.MotoServer;
import io.quenyan.local.process.Patience;
import io.quenyan.local.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/// The stand-in for AWS KMS below a platform's folder: started when it is asked for, and never otherwise.
final class AwsKmsStandIn {

    private static final Duration FOR_AN_ANSWER = Duration.ofSeconds(20);
    private static final int PREFERRED_PORT = 15522;

    private final MotoServer moto;
    private final Ports ports;
    private final Progress progress;

    AwsKmsStandIn(Path folder, Map<String, String> environment, Progress progress) {
        this.moto = new MotoServer(
                folder,
                new DebianPackages(
                        DebianPackages.cacheFolder(environment),
                        _ -> progress.tell(MotoServer.NAME, What.FETCHING, Duration.ZERO)));
        this.ports = new Ports(folder.resolve("ports.properties"));
        this.progress = progress;
    }

    MotoServer server() {
        return moto;
    }

    /// Starts it, unless it runs and answers.
    void ensure() {
        long began = System.nanoTime();
        if (moto.process().running().isPresent() && Patience.until(FOR_AN_ANSWER, this::answers)) {
            progress.tell(MotoServer.NAME, What.RUNNING, Duration.ZERO);
            return;
        }
        moto.stop();
        progress.tell(MotoServer.NAME, What.STARTING, Duration.ZERO);
        moto.start(ports.choose(MotoServer.NAME, PREFERRED_PORT));
        progress.tell(MotoServer.NAME, What.READY, Duration.ofNanos(System.nanoTime() - began));
    }

    /// Where it is, if it was started and not stopped since.
    OptionalInt port() {
        return isWanted() ? ports.last(MotoServer.NAME) : OptionalInt.empty();
    }

    /// Whether it was started, and not stopped since.
    boolean isWanted() {
        return moto.process().running().isPresent() || moto.process().died();
    }

    boolean answers() {
        return MotoServer.isReady(ports.last(MotoServer.NAME).orElse(0));
    }
}
