package io.quenyan.event;

import java.time.Instant;
import java.util.List;

/// Events that are right in every field, for tests that then look at one.
final class Samples {

    static final Instant WHEN = Instant.parse("2026-03-01T12:00:00.123Z");
    static final String CAUSE = "0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3";

    private Samples() {}

    static PackageEncoded packageEncoded(String path) {
        return PackageEncoded.newBuilder()
                .setEventId(
                        EventIds.of(CAUSE, "package-encoded", "source " + path).toString())
                .setEventName("package-encoded")
                .setOccurredAt(WHEN)
                .setRecordedAt(WHEN)
                .setEventSource("encoder-service/encoder-0")
                .setHost("encoder-0")
                .setProducerVersion("0.1.0")
                .setCorrelationId("request-1")
                .setCausationId(CAUSE)
                .setProjectId("billing")
                .setActor("ci")
                .setActorAssurance("claimed")
                .setEnvironment("test")
                .setOutcome("success")
                .setSeverity(1)
                .setDrill(false)
                .setPath(path)
                .setKind("source")
                .setMode("100644")
                .setPackageSha256("0".repeat(64))
                .setPackageUri("file:///srv/packages/a.src.qyn1")
                .setPackageBytes(420)
                .setEncryptionVersion(2)
                .setGeneration(7L)
                .build();
    }

    static BatchEncodeRequested request(String requestId) {
        return BatchEncodeRequested.newBuilder()
                .setEventId(CAUSE)
                .setEventName("batch-encode-requested")
                .setOccurredAt(WHEN)
                .setRecordedAt(WHEN)
                .setEventSource("quenyan/laptop")
                .setHost("laptop")
                .setProducerVersion("0.1.0")
                .setCorrelationId(requestId)
                .setProjectId("billing")
                .setActor("ci")
                .setActorAssurance("claimed")
                .setEnvironment("test")
                .setOutcome("unknown")
                .setSeverity(1)
                .setDrill(false)
                .setRequestId(requestId)
                .setSourceUri("git+file:///srv/repos/billing")
                .setRevision("main")
                .setOutputUri("file:///srv/packages/billing")
                .setInclude(List.of("src/**"))
                .setPackageSources(true)
                .setPassphraseRef("billing")
                .setEncryptionVersion(2)
                .build();
    }
}
