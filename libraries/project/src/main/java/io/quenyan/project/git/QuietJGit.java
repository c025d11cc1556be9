package io.quenyan.project.git;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/// Keeps JGit from what it does on its own besides reading: running the `git` program to find the system's
/// configuration, measuring clocks with files in the repository, and keeping a configuration in the user's home.
final class QuietJGit extends SystemReader.Delegate {

    private static final long TWO_SECONDS_IN_NANOS = 2_000_000_000L;

    static {
        SystemReader.setInstance(new QuietJGit(SystemReader.getInstance()));
    }

    private QuietJGit(SystemReader usual) {
        super(usual);
    }

    /// Takes effect for the whole process, once.
    static void install() {
        // The work is done when the class is loaded.
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Nothing(super.openUserConfig(parent, fs), fs);
    }

    /// No file of its own, and the coarsest clock of any file system, which needs no measuring.
    private static final class Nothing extends FileBasedConfig {
        Nothing(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long otherwise, TimeUnit unit) {
            return switch (section + "." + name) {
                case "filesystem.timestampResolution" -> unit.convert(TWO_SECONDS_IN_NANOS, TimeUnit.NANOSECONDS);
                case "filesystem.minRacyThreshold" -> 0;
                default -> super.getTimeUnit(section, subsection, name, otherwise, unit);
            };
        }
    }
}
