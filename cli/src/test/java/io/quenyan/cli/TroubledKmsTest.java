package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.cli.Cli.Ran;
import io.quenyan.kms.Answer.Given;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.Kms;
import io.quenyan.kms.RotationOrder;
import io.quenyan.kms.aws.AwsClients;
import io.quenyan.kms.aws.AwsKms;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/// Packages are encoded while their key is rotated and its provider answers badly.
///
/// Small in the suite. In the size of the acceptance: `-Dquenyan.faults.encodes=1000 -Dquenyan.faults.rotations=20`.
class TroubledKmsTest {

    private static final int ENCODES = Integer.getInteger("quenyan.faults.encodes", 6);
    private static final int ROTATIONS = Integer.getInteger("quenyan.faults.rotations", 1);
    private static final Duration DELAY = Duration.ofMillis(ENCODES > 100 ? 2_000 : 100);
    private static final long SEED = Long.getLong("quenyan.faults.seed", new Random().nextLong());
    private static final int AT_ONCE = 24;
    private static final int MOST_TRIES = 40;
    private static final String KEY = "alias/troubled";

    @TempDir
    private Path folder;

    private final AtomicInteger unanswered = new AtomicInteger();

    /// A package, and the versions that were current when it was begun and when it was done.
    private record Encoded(Path file, String before, String after) {}

    @Test
    void noPackageIsUnderAWrongKeyAndEveryRequestIsAnswered() throws Exception {
        Map<String, String> direct = AwsStandIn.env(folder.resolve("home"));
        Path descriptor = Samples.descriptor(folder);
        try (KmsClient client = AwsClients.of(direct);
                TroubledKms troubled =
                        new TroubledKms(URI.create(direct.get("AWS_ENDPOINT_URL_KMS")), new Random(SEED), DELAY);
                ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            AwsStandIn.newKey(client, KEY);
            Kms kms = new AwsKms(client);
            Map<String, String> env = new HashMap<>(direct);
            env.put("AWS_ENDPOINT_URL_KMS", troubled.endpoint().toString());
            List<Future<Encoded>> running = new ArrayList<>();
            for (int i = 0; i < ENCODES; i++) {
                Path file = folder.resolve("p%d.qyn1".formatted(i));
                running.add(workers.submit(() -> encode(env, kms, descriptor, file)));
                if (i % Math.max(1, ENCODES / ROTATIONS) == ENCODES / ROTATIONS / 2) {
                    assertThat(kms.rotate(new KeyId(KEY), RotationOrder.unconditional()))
                            .isInstanceOf(Given.class);
                }
            }
            for (Future<Encoded> each : running) {
                isUnderARightKey(direct, each.get());
            }
            System.out.printf(
                    "faults: seed %d, %d packages, %d rotations, answers %s, %d refused with exit 9 and asked again%n",
                    SEED, ENCODES, ROTATIONS, troubled.seen(), unanswered.get());
        }
    }

    /// Asks until it is answered. What is not answered is refused clearly, and leaves nothing.
    private Encoded encode(Map<String, String> env, Kms kms, Path descriptor, Path file) {
        String last = "";
        for (int i = 0; i < MOST_TRIES; i++) {
            String before = version(kms);
            Ran ran = Cli.run(env, command("encode", "--input", descriptor, "--output", file));
            if (ran.exit() == 0) {
                return new Encoded(file, before, version(kms));
            }
            assertThat(ran.exit()).as(ran.err()).isEqualTo(Exit.UNREACHABLE.code());
            assertThat(ran.err()).contains("KEYS_UNAVAILABLE");
            last = ran.err();
            assertThat(file).doesNotExist();
            unanswered.incrementAndGet();
        }
        throw new AssertionError("Never answered: %s; %s".formatted(file, last));
    }

    private static void isUnderARightKey(Map<String, String> direct, Encoded encoded) throws IOException {
        assertThat(Files.size(encoded.file())).isPositive();
        Ran decoded = Cli.run(direct, command("decode", "--input", encoded.file()));
        assertThat(decoded.exit()).as(decoded.err()).isZero();
        JsonNode block = decoded.json().at("/metadata/key_management");
        assertThat(block.get("key_version").textValue())
                .as("neither older than when it was begun nor younger than when it was done")
                .isBetween(encoded.before(), encoded.after());
    }

    private static Object[] command(Object... args) {
        List<Object> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--project-id", "billing", "--key-provider", "aws", "--key-id", KEY));
        return all.toArray();
    }

    /// Times, which sort as text.
    private static String version(Kms kms) {
        return kms.describe(new KeyId(KEY)) instanceof Given<KeyDescription>(KeyDescription key)
                ? key.version().text()
                : "";
    }
}
