package io.quenyan.local.moto;

import io.quenyan.local.debian.DebianPackages;
import io.quenyan.local.debian.PackageSet;
import io.quenyan.local.debian.PackageSet.Wanted;
import io.quenyan.local.process.HttpProbe;
import io.quenyan.local.process.Launch;
import io.quenyan.local.process.ManagedProcess;
import io.quenyan.local.process.PrivateFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// moto, which answers as AWS KMS does, on loopback. It asks for no real credentials and keeps its keys in
/// memory: they are gone when it ends.
///
/// It is not faithful in everything: a disabled key still encrypts, a rotation keeps the material.
public final class MotoServer {

    /// Name of the process.
    public static final String NAME = "aws-kms";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(5);

    // Those that are of Python's own version, and those that are older on the release before.
    private static final String FITTING = "dateutil markupsafe requests cryptography yaml urllib3 cffi cffi-backend"
            + " typing-extensions six idna chardet certifi ply pycparser";
    private static final String NEWER = "moto boto3 botocore s3transfer responses antlr4 flask flask-cors werkzeug"
            + " xmltodict itsdangerous blinker joserfc jmespath click jinja2 asgiref";

    private final ManagedProcess process;
    private final Path folder;
    private final DebianPackages packages;

    /// The stand-in below `home`. Nothing is fetched or started yet.
    public MotoServer(Path home, DebianPackages packages) {
        this.process = new ManagedProcess(NAME, home);
        this.folder = home.resolve(NAME);
        this.packages = packages;
    }

    /// Its process.
    public ManagedProcess process() {
        return process;
    }

    /// What it is made of.
    public static PackageSet packageSet() {
        return new PackageSet(
                "moto-1",
                Stream.concat(
                                Stream.of(NEWER.split(" ")).map(name -> new Wanted("python3-" + name, "trixie")),
                                Stream.of(FITTING.split(" "))
                                        .map(name -> new Wanted("python3-" + name, PackageSet.SYSTEM)))
                        .toList());
    }

    /// Fetches it if need be, starts it and waits until it answers.
    public void start(int port) {
        Path root = packages.unpacked(packageSet());
        PrivateFile.createFolder(folder);
        List<String> command = List.of(
                "/usr/bin/python3",
                root.resolve("usr/bin/moto_server").toString(),
                "-H",
                "127.0.0.1",
                "-p",
                Integer.toString(port));
        Map<String, String> environment = Map.of(
                "PYTHONPATH", root.resolve("usr/lib/python3/dist-packages").toString());
        process.start(
                new Launch(command, environment, folder), Map.of("port", Integer.toString(port), "version", "moto 5"));
        process.awaitReady(START, () -> isReady(port));
    }

    /// Ends it.
    public void stop() {
        process.stop("TERM", STOP);
    }

    /// Whether the one on that port answers.
    public static boolean isReady(int port) {
        return HttpProbe.isOk(URI.create("http://127.0.0.1:%d/moto-api/".formatted(port)));
    }

    /// Where AWS' clients find it: the value of `AWS_ENDPOINT_URL_KMS`.
    public static URI endpoint(int port) {
        return URI.create("http://127.0.0.1:%d".formatted(port));
    }
}
