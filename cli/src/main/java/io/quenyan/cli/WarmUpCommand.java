package io.quenyan.cli;

import io.quenyan.event.ReleasedSchemas;
import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Runs what people run, on nothing of theirs, so that the launcher's cache knows the classes.
@Command(hidden = true, description = "Used by the launcher when it makes its cache.")
final class WarmUpCommand implements Callable<Integer> {

    private static final String DESCRIPTOR = """
            {"metadata":{},"sections":{"stream_header":{},"compression":{"backend":"identity","symbol_count":0,\
            "model":{}},"tokens":"","string_table":""}}""";

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("quenyan-warm-up-");
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve("a.json"), DESCRIPTOR);
        Path home = folder.resolve("home");
        String output = folder.resolve("output").toString();
        String index = folder.resolve("output/index.json").toString();
        run(home, "version");
        run(home, "project", "init", "--project-root", project.toString(), "--output-dir", output);
        run(home, "batch-encode", "--sources", "--project-root", project.toString(), "--output-dir", output);
        run(home, "inspect", "--input", folder.resolve("output/a.qyn1").toString());
        run(home, "decode", "--input", folder.resolve("output/a.qyn1").toString());
        run(home, "verify", "--index", index);
        run(
                home,
                "restore",
                "--index",
                index,
                "--output-dir",
                folder.resolve("restored").toString());
        run(home, "inspect", "--json", "--input", "missing");
        for (Topic topic : TopicCatalogue.load().topics()) {
            if (topic.record() instanceof String record) {
                ReleasedSchemas.current(record);
            }
        }
        UserFile.removeFolder(folder);
        return Exit.OK.code();
    }

    private static void run(Path home, String... args) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Quenyan.run(
                List.of(args),
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                nowhere,
                Map.of("QYN1_PASSPHRASE", "warm-up", "QUENYAN_HOME", home.toString()));
    }
}
