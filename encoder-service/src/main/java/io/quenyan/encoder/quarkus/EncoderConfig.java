package io.quenyan.encoder.quarkus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Configuration of the encoder. Unknown or unusable values stop the start.
@ConfigMapping(prefix = "quenyan")
public interface EncoderConfig {

    /// What this service does at once.
    Encoder encoder();

    /// What each project may ask for, by project id. A project that is not listed may ask for nothing.
    Map<String, Project> projects();

    /// Passphrases by name. Requests carry the name.
    Map<String, String> passphrases();

    /// The security module of provider `hsm`.
    Hsm hsm();

    /// A security module.
    interface Hsm {
        /// Its PKCS #11 library.
        Optional<Path> library();

        /// Which of its slots with a token, from 0.
        @WithDefault("0")
        int slot();

        /// Where the user's PIN is: `env:NAME` or `file:PATH`.
        Optional<String> pin();
    }

    /// The workers.
    interface Encoder {
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
        Optional<Set<String>> passphraseRefs();

        /// Keys of key services, as provider, slash and key, such as `aws/alias/quenyan`.
        Optional<Set<String>> keys();

        /// Who may ask; `*` is everyone who may write to the request topic.
        Set<String> actors();
    }
}
