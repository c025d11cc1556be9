package io.quenyan.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.outbox.Envelope;
import io.quenyan.project.grants.Grants;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Admission ADMISSION = new Admission(new Grants(Map.of(
            "billing",
            new Grants.ProjectGrants(
                    List.of("git+file:///srv/repos"), List.of("file:///srv/packages"), Set.of("main"), Set.of("ci")))));

    /// The fields that the tests change.
    private static final class Change {
        private String projectId = "billing";
        private String outputUri = "file:///srv/packages/billing";
        private int encryption = 2;
        private @Nullable String perFileEvents;
        private @Nullable String pathsUri;
        private @Nullable String base;
        private @Nullable String keyId;
        private @Nullable Instant notAfter;
    }

    private final Change change = new Change();

    @Test
    void takesWhatIsRight() {
        assertThat(refusal()).isEmpty();
    }

    @Test
    void refusesWhatItsGrantsDoNotAllow() {
        change.outputUri = "file:///srv/other";

        assertThat(refusal()).isEqualTo("OUTPUT_NOT_GRANTED");
    }

    @Test
    void refusesAProjectWithoutGrants() {
        change.projectId = "payroll";

        assertThat(refusal()).isEqualTo("PROJECT_NOT_GRANTED");
    }

    @Test
    void refusesAnUnknownChoiceOfEvents() {
        change.perFileEvents = "some";

        assertThat(refusal()).isEqualTo("FIELD_INVALID");
    }

    @Test
    void refusesAPartOfAProject() {
        change.pathsUri = "file:///srv/packages/paths.jsonl";

        assertThat(refusal()).isEqualTo("FIELD_INVALID");
    }

    @Test
    void refusesABaseThatIsNoDigest() {
        change.base = "latest";

        assertThat(refusal()).isEqualTo("FIELD_INVALID");
    }

    @Test
    void refusesWhatTheEncoderCannotDo() {
        change.encryption = 3;
        assertThat(refusal()).isEqualTo("ENCRYPTION_UNSUPPORTED");
        change.encryption = 2;
        change.keyId = "alias/x";
        assertThat(refusal()).isEqualTo("KEY_PROVIDER_UNSUPPORTED");
    }

    @Test
    void refusesADeadlineThatIsOverOrTooFar() {
        change.notAfter = NOW.minusSeconds(1);
        assertThat(refusal()).isEqualTo("EXPIRED");
        change.notAfter = NOW.plus(31, ChronoUnit.DAYS);
        assertThat(refusal()).isEqualTo("FIELD_INVALID");
    }

    private String refusal() {
        RebuildRequest request = new RebuildRequest(
                new Envelope("0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3", NOW, "ci", "claimed", "test", null, false, null),
                "request-1",
                change.projectId,
                "git+file:///srv/repos/billing",
                "main",
                change.outputUri,
                List.of(),
                true,
                "main",
                change.encryption,
                false,
                change.perFileEvents,
                null,
                change.pathsUri,
                change.base,
                null,
                change.keyId,
                null,
                change.notAfter);
        return ADMISSION.refuses(request, NOW).map(Refusal::reason).orElse("");
    }
}
