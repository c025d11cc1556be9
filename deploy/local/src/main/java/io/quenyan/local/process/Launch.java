package io.quenyan.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a program is started: in a session of its own, without a terminal and without what the environment of
/// its starter may hold in secrets. Its output goes to a log, of which the previous one is kept as `NAME.1`.
///
/// @param command program and arguments; everybody on the machine can read them, so they hold no secret
/// @param environment added to the few variables that every program gets
/// @param folder where it runs
public record Launch(List<String> command, Map<String, String> environment, Path folder) {

    private static final Set<String> HARMLESS =
            Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "JAVA_HOME");

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// The environment is left out: it may hold passwords.
    @Override
    public String toString() {
        return "Launch[%s in %s]".formatted(command.getFirst(), folder);
    }

    /// Takes out of an environment what a program of the platform has no business with.
    static void onlyHarmless(Map<String, String> variables) {
        variables.keySet().retainAll(HARMLESS);
    }

    Launch with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Launch(command, more, folder);
    }

    Process start(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        PrivateFile.create(log);
        List<String> detached = new ArrayList<>(ownSession());
        detached.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(detached)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        onlyHarmless(builder.environment());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// Both replace themselves by the program, so that the pid is the program's.
    private static List<String> ownSession() {
        return Executables.onPath("setsid").isPresent() ? List.of("setsid") : List.of("nohup");
    }
}
