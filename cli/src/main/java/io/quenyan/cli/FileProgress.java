package io.quenyan.cli;

import io.quenyan.project.Progress;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows how far the work on many files is: a bar, where a person looks and no log is in the way.
final class FileProgress implements Progress, AutoCloseable {

    private static final int REDRAW_MS = 200;

    private final Run run;
    private final String task;
    private @Nullable ProgressBar bar;

    private FileProgress(Run run, String task) {
        this.run = run;
        this.task = task;
    }

    static FileProgress of(Run run, String task) {
        return new FileProgress(run, task);
    }

    private boolean wanted() {
        return run.terminal().stderrIsTerminal() && run.options().logFormat() != LogFormat.json;
    }

    @Override
    public void started(long files) {
        if (wanted() && bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(files)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REDRAW_MS)
                    .setConsumer(new ConsoleProgressBarConsumer(run.terminal().err()))
                    .startsFrom(0, Duration.ZERO)
                    .build();
        }
    }

    @Override
    public void finished(FileResult result) {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
