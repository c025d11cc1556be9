package io.quenyan.local;

import java.time.Duration;

/// Told what the platform does, from several threads.
@FunctionalInterface
public interface Progress {

    /// Something happened to a component.
    ///
    /// @param component for example `kafka` or `encoder-1`
    /// @param took since its beginning; zero for a beginning
    void tell(String component, What what, Duration took);

    /// Tells nobody.
    static Progress none() {
        return (component, what, took) -> {};
    }

    /// What happened.
    enum What {
        /// It is being downloaded, once.
        FETCHING,
        /// It is being started.
        STARTING,
        /// It was started and answers.
        READY,
        /// It ran already.
        RUNNING,
        /// It is being ended.
        STOPPING,
        /// It is no longer there.
        STOPPED,
        /// There is nothing that could be started; `./quenyan build` makes it.
        NOT_BUILT,
        /// Another process is changing the platform; it is waited for.
        WAITING
    }
}
