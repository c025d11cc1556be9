package io.quenyan.cli;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a batch is asked of the services.
final class RemoteOptions {

    @Option(names = "--remote", description = "Ask the services over Kafka, and wait for the answer.")
    private boolean remote;

    @Option(
            names = "--source-uri",
            paramLabel = "URI",
            description = "Repository as the service sees it (default: git+file: URI of --project-root).")
    private @Nullable URI sourceUri;

    @Option(names = "--revision", paramLabel = "REV", description = "Branch, tag or commit (default: HEAD).")
    private String revision = "HEAD";

    @Option(
            names = "--output-uri",
            paramLabel = "URI",
            description = "Folder for packages as the service sees it (default: file: URI of --output-dir).")
    private @Nullable URI outputUri;

    @Option(
            names = "--passphrase-ref",
            paramLabel = "NAME",
            description = "Name under which the service is configured with the passphrase.")
    private @Nullable String passphraseRef;

    @Option(names = "--request-id", paramLabel = "ID", description = "Name of the request (default: a new UUID).")
    private @Nullable String requestId;

    @Option(
            names = "--timeout",
            defaultValue = "15m",
            converter = Spans.class,
            paramLabel = "SPAN",
            description = "How long to wait for the answer (default: 15m).")
    private Duration timeout = Duration.ofMinutes(15);

    @Mixin
    private final ClusterOptions clusters = new ClusterOptions();

    boolean remote() {
        return remote;
    }

    @Nullable
    URI sourceUri() {
        return sourceUri;
    }

    String revision() {
        return revision;
    }

    @Nullable
    URI outputUri() {
        return outputUri;
    }

    @Nullable
    String passphraseRef() {
        return passphraseRef;
    }

    @Nullable
    String requestId() {
        return requestId;
    }

    Duration timeout() {
        return timeout;
    }

    ClusterOptions clusters() {
        return clusters;
    }
}
