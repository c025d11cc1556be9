package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of a run at random moments: the next one trusts nothing that is not so. `-Dquenyan.kills=50` for
/// the full
/// number, `-Dquenyan.seed=N` to do one again.
class KilledRebuildTest {

    private static final int KILLS = Integer.getInteger("quenyan.kills", 2);
    private static final int FILES = Integer.getInteger("quenyan.kill.files", 120);
    private static final long SEED = Long.getLong("quenyan.seed", new Random().nextLong());

    @TempDir
    private Path folder;

    private int ended;

    @Test
    void goesOnAfterAnyDeath() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        TestProject project = TestProject.in(folder);
        project.fill(FILES, random);
        long wholeRun = run(project, Long.MAX_VALUE);
        for (int i = 0; i < KILLS; i++) {
            change(project, random);
            run(project, wholeRun * random.nextInt(20, 100) / 100);

            JsonNode result = project.rebuildSoundly(1);

            assertThat(result.path("gap").isNull())
                    .as("seed %d, kill %d", SEED, i)
                    .isTrue();
            assertThat(result.path("state").textValue())
                    .as("seed %d, kill %d", SEED, i)
                    .isIn("ok", "missing");
        }
        assertThat(ended)
                .as("runs that ended before they were killed, seed %d", SEED)
                .isLessThan(KILLS + 1);
    }

    /// Runs it as a process, and ends that after so many milliseconds. Returns how long it ran.
    private long run(TestProject project, long millis) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin/java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Quenyan.class.getName()),
                        project.rebuilding(1).stream().map(Object::toString))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("QYN1_PASSPHRASE", Cli.PASSPHRASE);
        builder.environment().put("QUENYAN_HOME", folder.resolve("home").toString());
        long start = System.nanoTime();
        Process process = builder.start();
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            ended++;
            assertThat(process.exitValue()).as(() -> told()).isZero();
        } else {
            process.destroyForcibly().waitFor();
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private String told() {
        try {
            String out = Files.readString(folder.resolve("out"));
            return out.substring(Math.max(0, out.length() - 1_000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// A run has much to do in each round: half of the files are edited, some come, some go.
    private static void change(TestProject project, Random random) throws IOException {
        for (Path file : project.files()) {
            switch (random.nextInt(40)) {
                case 0 -> Files.delete(file);
                case 1 -> Files.copy(file, file.resolveSibling("copy%d.txt".formatted(random.nextInt(1_000_000))));
                case 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 ->
                    Files.writeString(file, "edited %d%n".formatted(random.nextLong()));
                default -> {}
            }
        }
    }
}
