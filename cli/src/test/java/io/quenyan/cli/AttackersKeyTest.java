package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quenyan.kms.aws.AwsClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/// A package cannot choose the key that vouches for it, nor make anyone call for it.
class AttackersKeyTest {

    @TempDir
    private Path folder;

    @Test
    void isRefusedBeforeAnyCall() throws IOException {
        Path sent = folder.resolve("sent.qyn1");
        Map<String, String> theirs = AwsStandIn.env(folder.resolve("theirs"));
        try (KmsClient client = AwsClients.of(theirs)) {
            AwsStandIn.newKey(client, "alias/attacker");
        }
        Cli.Ran made = Cli.run(
                theirs,
                "encode",
                "--input",
                Samples.descriptor(folder),
                "--output",
                sent,
                "--project-id",
                "billing",
                "--key-provider",
                "aws",
                "--key-id",
                "alias/attacker");
        assertThat(made.exit()).as(made.err()).isZero();
        var calls = new AtomicInteger();
        HttpServer ours = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ours.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.close();
        });
        ours.start();
        try {
            Cli.Ran decoded = Cli.run(
                    AwsStandIn.env(
                            folder.resolve("ours"),
                            URI.create("http://127.0.0.1:" + ours.getAddress().getPort())),
                    "decode",
                    "--input",
                    sent,
                    "--project-id",
                    "billing",
                    "--key-provider",
                    "aws",
                    "--key-id",
                    "alias/ours");

            assertThat(decoded.exit()).isEqualTo(Exit.CRYPTOGRAPHIC.code());
            assertThat(decoded.err()).contains("KEY_NOT_ALLOWED");
            assertThat(calls).hasValue(0);
        } finally {
            ours.stop(0);
        }
    }
}
