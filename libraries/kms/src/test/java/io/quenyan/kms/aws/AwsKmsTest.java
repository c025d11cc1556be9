package io.quenyan.kms.aws;

import static io.quenyan.kms.Answers.detail;
import static io.quenyan.kms.Answers.given;
import static io.quenyan.kms.Answers.refused;
import static io.quenyan.kms.Answers.rotated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quenyan.kms.Answer.Reason;
import io.quenyan.kms.DataKey;
import io.quenyan.kms.EncryptionContext;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeyVersion;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import io.quenyan.kms.NewDataKey;
import io.quenyan.kms.RotationOrder;
import io.quenyan.kms.RotationOutcome;
import io.quenyan.kms.TestPacing;
import io.quenyan.kms.WrappedKey;
import io.quenyan.kms.aws.StubHttp.Ending;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

class AwsKmsTest {

    private static final KeyId ALIAS = new KeyId("alias/quenyan");
    private static final EncryptionContext BILLING = EncryptionContext.ofProject("billing");
    private static final RotationOrder NOW = RotationOrder.unconditional();
    private static final int TRIES = 6;

    private final KmsStub stub = new KmsStub();
    private final KmsClient client = TestClients.of(stub.endpoint());
    private final TestPacing pacing = new TestPacing();
    private final AwsKms kms = TestClients.kms(client, pacing);

    private StubKey key;

    @BeforeEach
    void makeAKey() {
        key = stub.newKey(ALIAS.text());
    }

    @AfterEach
    void end() {
        client.close();
        stub.close();
    }

    @Test
    void resolvesAnAliasBeforeAnythingElse() {
        given(kms.describe(ALIAS));

        assertThat(stub.calls().getFirst()).isEqualTo("DescribeKey");
        assertThat(given(kms.describe(ALIAS)).materialArn()).contains(key.arn);
        assertThat(given(kms.describe(ALIAS)).alias()).contains(ALIAS.text());
    }

    @Test
    void takesTheIdOfTheMaterialForTheVersion() {
        assertThat(given(kms.describe(ALIAS)).version())
                .isEqualTo(new KeyVersion(key.current().id()));
    }

    @Test
    void takesTheTimeOfTheRotationForTheVersionWhereThereIsNoMaterialId() {
        stub.withoutMaterialIds();

        assertThat(rotated(kms.rotate(ALIAS, NOW)).version()).isEqualTo(new KeyVersion("2026-01-01T00:01:00Z"));
    }

    @Test
    void tellsWhenAwsRotatesTheKeyNext() {
        given(kms.enableAutomaticRotation(ALIAS, 90));

        assertThat(given(kms.describe(ALIAS)).rotationDue()).contains(Instant.parse("2026-04-01T00:00:00Z"));
    }

    @Test
    void countsTheRotationsThatAreLeftOverAllPages() {
        for (int done = 0; done < 5; done++) {
            rotated(kms.rotate(ALIAS, NOW));
        }

        KeyDescription description = given(kms.describe(ALIAS));

        assertThat(description.remainingOnDemandRotations()).hasValue(20);
        assertThat(given(kms.listRotations(ALIAS))).hasSize(5);
    }

    @Test
    void refusesToRotateBeyondTheLimit() {
        stub.limit(0);

        assertThat(refused(kms.rotate(ALIAS, NOW))).isEqualTo(Reason.LIMIT_EXCEEDED);
    }

    @Test
    void refusesAKeyThatIsToBeDeleted() {
        key.state = "PendingDeletion";

        assertThat(refused(kms.generateDataKey(ALIAS, BILLING))).isEqualTo(Reason.KEY_PENDING_DELETION);
        assertThat(stub.calls("GenerateDataKey")).isZero();
    }

    @Test
    void refusesWhatTheCallerMayNotDoAndSaysWhat() {
        stub.script("GenerateDataKey", KmsStub.error(400, "AccessDeniedException"));

        var answer = kms.generateDataKey(ALIAS, BILLING);

        assertThat(refused(answer)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(detail(answer)).contains("GenerateDataKey", ALIAS.text());
    }

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException",
        "500, KMSInternalException",
        "503, DependencyTimeoutException",
        "400, KeyUnavailableException"
    })
    void asksAgainWhatMayWorkInAMoment(int status, String code) {
        stub.script("GenerateDataKey", KmsStub.error(status, code), KmsStub.error(status, code));

        given(kms.generateDataKey(ALIAS, BILLING)).close();

        assertThat(stub.calls("GenerateDataKey")).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"HALF", "RESET"})
    void asksAgainWhenAnAnswerBreaksOff(Ending ending) {
        stub.script("GenerateDataKey", KmsStub.ending(ending), KmsStub.ending(ending));

        given(kms.generateDataKey(ALIAS, BILLING)).close();
    }

    @Test
    void givesUpAfterSixTriesAndSaysThatItIsThrottled() {
        throttle("GenerateDataKey");

        assertThatThrownBy(() -> kms.generateDataKey(ALIAS, BILLING))
                .isInstanceOfSatisfying(
                        KeysUnavailableException.class,
                        trouble -> assertThat(trouble.trouble()).isEqualTo(Trouble.THROTTLED));
        assertThat(stub.calls("GenerateDataKey")).isEqualTo(TRIES);
    }

    @Test
    void waitsLessThanItsBudgetAltogether() {
        throttle("DescribeKey");

        assertThatThrownBy(() -> kms.generateDataKey(ALIAS, BILLING)).isInstanceOf(KeysUnavailableException.class);
        assertThat(pacing.waited()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void waitsForAnAnswerNoLongerThanItsBudget() {
        TestPacing spent = new TestPacing() {
            @Override
            public long nanos() {
                pause(Duration.ofSeconds(15));
                return super.nanos();
            }
        };
        throttle("DescribeKey");

        assertThatThrownBy(() -> TestClients.kms(client, spent).generateDataKey(ALIAS, BILLING))
                .isInstanceOf(KeysUnavailableException.class);
        assertThat(stub.calls("DescribeKey")).isLessThan(TRIES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExpiredTokenException", "UnrecognizedClientException", "InvalidSignatureException"})
    void doesNotAskAgainWithCredentialsThatDoNotCount(String code) {
        stub.script("DescribeKey", KmsStub.error(400, code));

        assertThatThrownBy(() -> kms.generateDataKey(ALIAS, BILLING))
                .isInstanceOfSatisfying(
                        KeysUnavailableException.class,
                        trouble -> assertThat(trouble.trouble()).isEqualTo(Trouble.CREDENTIALS));
        assertThat(stub.calls()).hasSize(1);
    }

    /// As AWS does where the secret key is wrong.
    @Test
    void doesNotRepeatTheSessionToken() {
        String message = "The signature does not match.\n\nThe canonical request is\nx-amz-security-token:S3SSION";
        stub.script("DescribeKey", KmsStub.error(400, "InvalidSignatureException", message));

        assertThatThrownBy(() -> kms.describe(ALIAS))
                .hasMessageContaining("The signature does not match.")
                .satisfies(trouble -> {
                    var trace = new StringWriter();
                    trouble.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("S3SSION");
                });
    }

    @ParameterizedTest
    @MethodSource("impossibleAnswers")
    void takesNoImpossibleAnswerForADataKey(KmsStub.Trouble impossible) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            stub.script("GenerateDataKey", impossible);
        }

        assertThatThrownBy(() -> kms.generateDataKey(ALIAS, BILLING)).isInstanceOf(KeysUnavailableException.class);
    }

    static Stream<KmsStub.Trouble> impossibleAnswers() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return Stream.of(
                KmsStub.member("Plaintext", json.nullNode()),
                KmsStub.member("Plaintext", json.textNode("AAAA")),
                KmsStub.member("CiphertextBlob", json.nullNode()),
                KmsStub.member("CiphertextBlob", json.textNode("")),
                KmsStub.member("KeyId", json.nullNode()),
                KmsStub.member("KeyId", json.textNode("arn:aws:kms:eu-central-1:111122223333:key/another")),
                KmsStub.raw(200, "{"),
                KmsStub.raw(200, "<html></html>"),
                KmsStub.raw(502, "<html>Bad gateway</html>"));
    }

    @Test
    void takesNoDescriptionOfAnotherKey() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            stub.script("DescribeKey", KmsStub.raw(200, """
                    {"KeyMetadata": {"Arn": "arn:aws:kms:eu-central-1:1:key/other", "KeyId": "other",
                     "KeyState": "Enabled", "CreationDate": 1}}
                    """));
        }

        assertThatThrownBy(() -> kms.describe(new KeyId(key.arn))).isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void refusesADataKeyThatAnotherKeyOpened() {
        try (NewDataKey made = given(kms.generateDataKey(ALIAS, BILLING))) {
            StubKey other = stub.newKey("alias/other");
            stub.script("Decrypt", KmsStub.member("KeyId", JsonNodeFactory.instance.textNode(other.arn)));

            assertThat(refused(kms.unwrap(ALIAS, made.wrapped(), BILLING))).isEqualTo(Reason.KEY_NOT_ALLOWED);
        }
    }

    @Test
    void refusesAWrappedKeyThatLiesAboutItsVersion() {
        try (NewDataKey made = given(kms.generateDataKey(ALIAS, BILLING))) {
            KeyVersion next = rotated(kms.rotate(ALIAS, NOW)).version();
            WrappedKey lie = new WrappedKey("aws", ALIAS, next, made.wrapped().bytes());

            assertThat(refused(kms.unwrap(ALIAS, lie, BILLING))).isEqualTo(Reason.NOT_UNWRAPPED);
        }
    }

    @Test
    void namesNoVersionOfWhichItIsNotSure() {
        stub.withoutMaterialIds();
        stub.script("GenerateDataKey", new KmsStub.Trouble.Afterwards(reply -> {
            key.rotate();
            return reply;
        }));

        try (NewDataKey made = given(kms.generateDataKey(ALIAS, BILLING))) {
            assertThat(made.wrapped().version()).isEqualTo(new KeyVersion("2026-01-01T00:01:00Z"));
        }
        assertThat(stub.calls("GenerateDataKey")).isEqualTo(2);
    }

    @Test
    void waitsUntilARotationIsVisible() {
        key.looksUntilRotated = 10;

        assertThat(rotated(kms.rotate(ALIAS, NOW)).version())
                .isEqualTo(new KeyVersion(key.current().id()));
        assertThat(stub.calls("RotateKeyOnDemand")).isEqualTo(1);
        assertThat(pacing.waited()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    @Test
    void saysThatARotationIsPendingAfter30Seconds() {
        KeyVersion before = given(kms.describe(ALIAS)).version();
        key.looksUntilRotated = 1_000;

        assertThat(given(kms.rotate(ALIAS, NOW))).isEqualTo(new RotationOutcome.Pending(before));
    }

    @Test
    void goesOnWithARotationThatIsPending() {
        KeyVersion before = given(kms.describe(ALIAS)).version();
        key.looksUntilRotated = 35;
        given(kms.rotate(ALIAS, NOW));

        RotationOutcome.Rotated rotated = rotated(kms.rotate(ALIAS, RotationOrder.from(before)));

        assertThat(rotated.previous()).isEqualTo(before);
        assertThat(key.materials).hasSize(2);
        assertThat(stub.calls("RotateKeyOnDemand")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"HALF", "RESET"})
    void doesNotRotateAgainWhenTheAnswerToTheOrderIsLost(Ending ending) {
        stub.script("RotateKeyOnDemand", KmsStub.ending(ending));

        rotated(kms.rotate(ALIAS, NOW));

        assertThat(key.materials).hasSize(2);
        assertThat(stub.calls("RotateKeyOnDemand")).isEqualTo(1);
    }

    @Test
    void doesNotRotateAgainWhenTheAnswerIsLostAndTheRotationTakesTime() {
        key.looksUntilRotated = 8;
        stub.script("RotateKeyOnDemand", KmsStub.ending(Ending.RESET));

        rotated(kms.rotate(ALIAS, NOW));

        assertThat(key.materials).hasSize(2);
    }

    @Test
    void ordersARotationAgainThatWasNotTaken() {
        stub.script("RotateKeyOnDemand", KmsStub.error(400, "ThrottlingException"), KmsStub.error(500, "X"));

        rotated(kms.rotate(ALIAS, NOW));

        assertThat(key.materials).hasSize(2);
        assertThat(stub.calls("RotateKeyOnDemand")).isEqualTo(3);
    }

    /// Half of all answers are throttled, three in ten are errors, and connections break.
    @Test
    void wrapsNothingUnderAWrongVersionWhateverGoesWrong() {
        long seed = new Random().nextLong();
        System.out.println("[seed] " + seed);
        Random random = new Random(seed);
        List<NewDataKey> made = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            for (String operation :
                    List.of("DescribeKey", "GenerateDataKey", "RotateKeyOnDemand", "ListKeyRotations")) {
                stub.script(operation, trouble(random), trouble(random));
            }
            try {
                if (round % 10 == 9) {
                    kms.rotate(ALIAS, NOW);
                }
                NewDataKey next = given(kms.generateDataKey(ALIAS, BILLING));
                assertThat(next.wrapped().version().text())
                        .isEqualTo(key.current().id());
                made.add(next);
            } catch (KeysUnavailableException e) {
                assertThat(e.trouble()).isIn(Trouble.THROTTLED, Trouble.UNREACHABLE, Trouble.BAD_ANSWER);
            }
        }
        stub.calm();

        assertThat(made).hasSizeGreaterThan(10);
        for (NewDataKey each : made) {
            try (DataKey unwrapped = given(kms.unwrap(ALIAS, each.wrapped(), BILLING))) {
                assertThat(unwrapped.sameAs(each.plain())).isTrue();
            }
        }
        assertThat(key.materials).hasSizeLessThanOrEqualTo(11);
    }

    private static KmsStub.Trouble trouble(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> KmsStub.error(400, "ThrottlingException");
            case 4, 5 -> KmsStub.error(500, "KMSInternalException");
            case 6 -> KmsStub.ending(Ending.RESET);
            case 7 -> KmsStub.ending(Ending.HALF);
            default -> new KmsStub.Trouble.None();
        };
    }

    private void throttle(String operation) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            stub.script(operation, KmsStub.error(400, "ThrottlingException"));
        }
    }
}
