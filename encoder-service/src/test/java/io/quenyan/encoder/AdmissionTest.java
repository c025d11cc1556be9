package io.quenyan.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.project.grants.Grants;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionTest {

    private static final String SHA256 = "a".repeat(64);
    private static final Grants GRANTS = new Grants(Map.of(
            "billing",
            new Grants.ProjectGrants(
                    List.of("git+file:///srv/repos"),
                    List.of("file:///srv/packages"),
                    Set.of("billing"),
                    Set.of("ci"),
                    Set.of("aws/alias/quenyan"))));

    private final Admission admission = new Admission(GRANTS);

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused(Reason.FIELD_INVALID, "a revision of nothing", c -> c.revision = " "),
                refused(Reason.FIELD_INVALID, "a control character", c -> c.revision = "ma\nin"),
                refused(Reason.FIELD_INVALID, "a project that is a path", c -> c.projectId = "../billing"),
                refused(Reason.FIELD_INVALID, "a request id that is too long", c -> c.requestId = "r".repeat(129)),
                refused(Reason.FIELD_INVALID, "too many globs", c -> c.include = Collections.nCopies(1_001, "*")),
                refused(Reason.FIELD_INVALID, "a glob that is too long", c -> c.include = List.of("*".repeat(1_025))),
                refused(Reason.FIELD_INVALID, "no passphrase", c -> c.passphraseRef = null),
                refused(Reason.FIELD_INVALID, "a digest of no paths", c -> c.pathsSha256 = SHA256),
                refused(Reason.FIELD_INVALID, "a base of no paths", c -> c.baseIndexSha256 = SHA256),
                refused(Reason.FIELD_INVALID, "paths without a digest", c -> c.pathsUri = "file:///srv/packages/p"),
                refused(Reason.FIELD_INVALID, "a NUL in the actor", c -> c.actor = "c\0i"),
                refused(Reason.FIELD_INVALID, "a deadline in a month", c -> c.notAfter = in(Duration.ofDays(31))),
                refused(Reason.FIELD_INVALID, "the last deadline there is", c -> c.notAfter = at(Long.MAX_VALUE)),
                refused(Reason.EXPIRED, "a deadline that has passed", c -> c.notAfter = in(Duration.ofMillis(-1))),
                refused(Reason.EXPIRED, "the first deadline there is", c -> c.notAfter = at(Long.MIN_VALUE)),
                refused(Reason.FIELD_INVALID, "a long output", c -> c.outputUri = output(1_001)),
                refused(
                        Reason.FIELD_INVALID,
                        "a long output once escaped",
                        c -> c.outputUri = "file:///" + "é".repeat(200)),
                refused(Reason.FIELD_INVALID, "a password", c -> c.sourceUri = "git+file://a:b@/srv/repos/billing"),
                refused(Reason.SCHEME_UNSUPPORTED, "a host", c -> c.sourceUri = "git+ssh://host/billing"),
                refused(Reason.SCHEME_UNSUPPORTED, "a bucket", c -> c.outputUri = "s3://packages/billing"),
                refused(Reason.ENCRYPTION_UNSUPPORTED, "version 3", c -> c.encryption = 3),
                refused(Reason.KEY_PROVIDER_UNSUPPORTED, "a key of nobody", c -> key(c, null, "alias/billing")),
                refused(Reason.KEY_PROVIDER_UNSUPPORTED, "a key of an unknown", c -> key(c, "azure", "billing")),
                refused(Reason.FIELD_INVALID, "a provider without a key", c -> key(c, "aws", null)),
                refused(Reason.FIELD_INVALID, "a key and a passphrase", c -> c.keyProvider = "aws"),
                refused(Reason.KEY_NOT_GRANTED, "another's key", c -> key(c, "aws", "alias/payroll")),
                refused(Reason.PROJECT_NOT_GRANTED, "another project", c -> c.projectId = "payroll"),
                refused(Reason.ACTOR_NOT_GRANTED, "another actor", c -> c.actor = "mallory"),
                refused(Reason.SOURCE_NOT_GRANTED, "another source", c -> c.sourceUri = "git+file:///srv/payroll"),
                refused(Reason.SOURCE_NOT_GRANTED, "a sibling", c -> c.sourceUri = "git+file:///srv/repos-too"),
                refused(Reason.OUTPUT_NOT_GRANTED, "another output", c -> c.outputUri = "file:///etc"),
                refused(Reason.PASSPHRASE_REF_NOT_GRANTED, "another secret", c -> c.passphraseRef = "payroll"),
                refused(Reason.SOURCE_NOT_GRANTED, "paths outside", c -> {
                    c.pathsUri = "file:///etc/passwd";
                    c.pathsSha256 = SHA256;
                    c.baseIndexSha256 = SHA256;
                }));
    }

    private static Instant in(Duration ahead) {
        return Requests.NOW.plus(ahead);
    }

    private static Instant at(long milliseconds) {
        return Instant.ofEpochMilli(milliseconds);
    }

    /// An output of the project whose URI has that length.
    private static String output(int length) {
        String start = "file:///srv/packages/";
        return start + "o".repeat(length - start.length());
    }

    private static Arguments refused(Reason reason, String what, Consumer<Requests.Change> change) {
        return Arguments.of(reason, what, change);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void refuses(Reason reason, String what, Consumer<Requests.Change> change) {
        Requests.Change changed = new Requests.Change();
        change.accept(changed);

        assertThat(admission.refuses(Requests.with(changed), Requests.NOW).map(Refusal::reason))
                .as(what)
                .contains(reason);
    }

    private static void key(Requests.Change change, @Nullable String provider, @Nullable String keyId) {
        change.passphraseRef = null;
        change.keyProvider = provider;
        change.keyId = keyId;
    }

    @Test
    void admitsAKeyThatIsGranted() {
        Requests.Change changed = new Requests.Change();
        key(changed, "aws", "alias/quenyan");

        assertThat(admission.refuses(Requests.with(changed), Requests.NOW)).isEmpty();
    }

    @Test
    void admitsWhatIsGranted() {
        assertThat(admission.refuses(Requests.right(), Requests.NOW)).isEqualTo(Optional.empty());
    }

    @Test
    void admitsTheLongestOutputAndTheLatestDeadline() {
        Requests.Change changed = new Requests.Change();
        changed.outputUri = output(Admission.LONGEST_OUTPUT);
        changed.notAfter = in(Admission.LONGEST_PATIENCE);

        assertThat(admission.refuses(Requests.with(changed), Requests.NOW)).isEmpty();
    }

    @Test
    void grantsNothingByDefault() {
        assertThat(new Admission(new Grants(Map.of()))
                        .refuses(Requests.right(), Requests.NOW)
                        .map(Refusal::reason))
                .contains(Reason.PROJECT_NOT_GRANTED);
    }

    @Test
    void takesAnyActorWhereAllAreGranted() {
        Grants everybody = new Grants(Map.of(
                "billing",
                new Grants.ProjectGrants(
                        List.of("file:///srv/repos"), List.of("file:///srv"), Set.of("billing"), Set.of("*"))));

        assertThat(new Admission(everybody).refuses(Requests.right(), Requests.NOW))
                .isEmpty();
    }

    @Test
    void doesNotStartWithAGrantThatIsNoFolder() {
        List<String> folders = List.of("s3://bucket");

        assertThatThrownBy(() -> new Grants.ProjectGrants(folders, folders, Set.of(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("granted folder");
    }

    @Test
    void triesForSixHoursUnlessTold() {
        assertThat(Admission.deadline(Requests.right(), Requests.NOW))
                .isEqualTo(Requests.NOW.plus(Duration.ofHours(6)));
    }

    @Test
    void triesAsLongAsTold() {
        Requests.Change changed = new Requests.Change();
        changed.notAfter = Instant.parse("2026-03-01T12:00:05Z");

        assertThat(Admission.deadline(Requests.with(changed), Requests.NOW)).isEqualTo(changed.notAfter);
    }
}
