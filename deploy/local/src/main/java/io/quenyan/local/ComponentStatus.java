package io.quenyan.local;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one component of the platform is.
///
/// @param name for example `kafka` or `encoder-1`
/// @param state whether it runs
/// @param pid of its process; null when there is none
/// @param ports on loopback by purpose, `port` being the one for its users
/// @param version its own; null when it is not known
/// @param log where its output is
public record ComponentStatus(
        String name,
        State state,
        @Nullable Long pid,
        Map<String, Integer> ports,
        @Nullable String version,
        Path log) {

    public ComponentStatus {
        ports = Map.copyOf(ports);
    }

    /// Whether it runs.
    public enum State {
        /// It runs and answers.
        UP,
        /// It runs and does not answer, or not yet.
        STARTING,
        /// It was started and its process is gone.
        DIED,
        /// It was not started, or it was stopped.
        DOWN,
        /// There is nothing that could be started: `./quenyan build` makes it.
        NOT_BUILT;

        /// As in JSON and in tables: `up`, `starting`, `died`, `down`, `not-built`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
