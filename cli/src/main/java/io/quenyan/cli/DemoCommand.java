package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.git.GitProgram;
import io.quenyan.cli.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The main job on real input, through the services: platform up, a repository encoded, verified, restored, compared.
@Command(
        description =
                "Bring the local platform up; encode a git repository through the services, verify every package, "
                        + "restore it, compare it with its commit, and show the request's events.",
        footer = "Exit: 0 when the restored files are exactly the commit's.")
final class DemoCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Option(names = "--repo", paramLabel = "PATH", description = "Any git repository (default: this one).")
    private @Nullable Path repo;

    @Option(
            names = "--timeout",
            defaultValue = "10m",
            converter = Spans.class,
            paramLabel = "SPAN",
            description = "How long to wait for the services (default: 10m).")
    private Duration timeout = Duration.ofMinutes(10);

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    DemoCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        GitProgram git = repository();
        String commit = git.head()
                .orElseThrow(() ->
                        new CommandFailure(Exit.NOT_FOUND, "NO_COMMIT", "'%s' has no commit yet".formatted(named())));
        DemoProject project = DemoProject.of(run.home(), git.root(), commit);
        if (dryRun.given()) {
            run.print("Would encode commit %s of %s into %s".formatted(commit, named(), project.output()));
            return Exit.OK.code();
        }
        long began = System.nanoTime();
        Platform platform = Platform.of(run.terminal().env());
        platform.configure(project.grants());
        Platform.State state = platform.up(Map.of(), run::say);
        long started = System.nanoTime();
        DemoWork work = new DemoWork(run, project, git, state.cluster().orElseThrow());
        ObjectNode result = work.run(timeout);
        tellTimes(result, Duration.ofNanos(started - began), Duration.ofNanos(System.nanoTime() - started));
        return Exit.OK.code();
    }

    private Path named() {
        if (repo != null) {
            return repo;
        }
        return Path.of(run.terminal().variable("QUENYAN_ROOT").orElse(""));
    }

    private GitProgram repository() {
        UserFile.mustBeFolder(named());
        return GitProgram.at(named())
                .orElseThrow(() -> new CommandFailure(
                        Exit.NOT_FOUND,
                        "NOT_A_REPOSITORY",
                        "'%s' is not in a git repository; name one with --repo".formatted(named())));
    }

    /// What the launcher did before this process began, it tells by these variables.
    private void tellTimes(ObjectNode result, Duration start, Duration work) {
        String fetch = run.terminal().variable("QUENYAN_FETCH_SECONDS").orElse("0");
        String build = run.terminal().variable("QUENYAN_BUILD_SECONDS").orElse("0");
        result.putObject("times")
                .put("fetch_s", Long.parseLong(fetch))
                .put("build_s", Long.parseLong(build))
                .put("start_ms", start.toMillis())
                .put("work_ms", work.toMillis());
        run.print(
                result,
                "Times: fetch %s s, build %s s, start %.1f s, work %.1f s"
                        .formatted(fetch, build, start.toMillis() / 1000.0, work.toMillis() / 1000.0));
    }
}
