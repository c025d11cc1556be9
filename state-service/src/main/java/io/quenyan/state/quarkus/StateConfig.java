package io.quenyan.state.quarkus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Configuration of state-service, beside what every service has. Unknown or unusable values stop the start.
@ConfigMapping(prefix = "quenyan")
public interface StateConfig {

    /// What this service does at once.
    State state();

    /// What each project may ask for, by project id. A project that is not listed may ask for nothing.
    Map<String, Project> projects();

    /// Passphrases by name. Requests carry the name.
    Map<String, String> passphrases();

    /// What is served over HTTP.
    Http http();

    /// Reading over HTTP.
    interface Http {
        /// Names besides those of loopback under which this service may be called.
        Optional<Set<String>> hosts();
    }

    /// The workers.
    interface State {
        /// How many pieces of work are done at once; as many as there are processors unless set.
        OptionalInt workers();

        /// Name of this instance in its events; host and process id unless set.
        Optional<String> instance();

        /// How long work stays claimed by a worker that gives no sign of life; then another takes it.
        @WithDefault("60s")
        Duration lease();
    }

    /// Grants of a project.
    interface Project {
        /// Folders that hold repositories, as `git+file:` or `file:` URIs.
        List<String> sources();

        /// Folders that get packages, as `file:` URIs.
        List<String> outputs();

        /// Names of configured passphrases.
        @WithName("passphrase-refs")
        Set<String> passphraseRefs();

        /// Who may ask; `*` is everyone who may write to the request topic.
        Set<String> actors();
    }
}
