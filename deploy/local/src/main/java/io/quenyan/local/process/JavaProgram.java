package io.quenyan.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the platform's Java programs are run: small heaps, the collector and the compiler that start fastest.
public final class JavaProgram {

    private JavaProgram() {}

    /// Returns the command up to, and without, the class path or jar.
    ///
    /// @param megabytes of heap
    public static List<String> command(int megabytes) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx%dm".formatted(megabytes));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true"));
        return command;
    }
}
