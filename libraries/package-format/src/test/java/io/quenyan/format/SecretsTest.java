package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String CANARY = "canary-5e1f";
    private static final Argon2id CHEAP =
            new Argon2id(Salt.ofHex("000102030405060708090a0b0c0d0e0f"), Argon2Cost.SMALLEST);

    @Test
    void printsNoSecret() {
        try (Passphrase passphrase = Passphrase.of(CANARY.toCharArray());
                DerivedKey key = DerivedKey.derive(passphrase, CHEAP);
                RawKey packageKey = key.packageKey(new byte[16]);
                DerivedKeys keys = new DerivedKeys(passphrase.copy(), KdfLimits.DEFAULT);
                BatchSeed seed = BatchSeed.of(new byte[BatchSeed.LENGTH])) {
            String printed = List.of(passphrase, key, packageKey, keys, seed, key.macKey(new byte[1]))
                    .toString();

            assertThat(printed)
                    .doesNotContain(CANARY)
                    .doesNotContain(hex(key.exposeBytes()))
                    .doesNotContain(hex(packageKey.getEncoded()))
                    .contains("redacted");
        }
    }

    @Test
    void tellsNothingOfPassphraseOrContentWhenItRefuses() {
        byte[] bytes = TestPackages.framed(Encryption.V1);
        DerivedKeys wrong = new DerivedKeys(Passphrase.of(CANARY.toCharArray()), KdfLimits.DEFAULT);

        assertThatThrownBy(() -> new PackageReader(wrong).read(bytes))
                .isInstanceOfSatisfying(PackageException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.AUTH_FAILED);
                    assertThat(e.getMessage()).doesNotContain(CANARY).doesNotContain("\n");
                    assertThat(e.getCause()).isNull();
                });
    }

    @Test
    void repeatsNoTextOfADescriptorThatIsNotJson() {
        byte[] descriptor = ("{\"sections\": " + CANARY).getBytes(UTF_8);

        assertThatThrownBy(() -> Descriptor.parse(descriptor))
                .isInstanceOf(PackageException.class)
                .hasMessageContaining("Not JSON")
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(CANARY));
    }

    @Test
    void wipesEverythingOnClose() {
        Passphrase passphrase = Passphrase.of(CANARY.toCharArray());
        DerivedKey key = DerivedKey.derive(passphrase, CHEAP);
        byte[] keyBytes = key.exposeBytes();
        BatchSeed seed = BatchSeed.of(filled(BatchSeed.LENGTH));
        byte[] seedBytes = seed.exposeBytes();
        byte[] rawBytes = filled(32);
        RawKey raw = new RawKey("ChaCha20", rawBytes);

        passphrase.close();
        key.close();
        seed.close();
        raw.close();

        assertThat(List.of(keyBytes, seedBytes, rawBytes))
                .allSatisfy(bytes -> assertThat(bytes).containsOnly(0));
        assertThatThrownBy(passphrase::exposeUtf8).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(key::exposeBytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(raw::getEncoded).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(seed::exposeBytes).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void makesNoCodeWithAWipedKey() {
        MacKey key = TestKeys.ready(Encryption.V2).macKey("a".getBytes(UTF_8));

        key.close();

        assertThatThrownBy(() -> key.mac(new byte[1])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wipesAllItsKeysWithTheirHolder() {
        DerivedKeys keys = new DerivedKeys(Passphrase.of(CANARY.toCharArray()), KdfLimits.DEFAULT);
        byte[] bytes = keys.get(CHEAP).exposeBytes();

        keys.close();

        assertThat(bytes).containsOnly(0);
        assertThatThrownBy(() -> keys.get(CHEAP)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void derivesAKeyOnceForAllThatAsk() throws Exception {
        try (DerivedKeys keys = new DerivedKeys(Passphrase.of(CANARY.toCharArray()), KdfLimits.DEFAULT);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<DerivedKey>> answers =
                    threads.invokeAll(java.util.Collections.nCopies(8, () -> keys.get(CHEAP)));

            DerivedKey first = answers.getFirst().get();
            for (Future<DerivedKey> answer : answers) {
                assertThat(answer.get()).isSameAs(first);
            }
        }
    }

    @Test
    void forgetsTheKeysUsedLongestAgo() {
        try (DerivedKeys keys = new DerivedKeys(Passphrase.of(CANARY.toCharArray()), KdfLimits.DEFAULT)) {
            DerivedKey first = keys.get(CHEAP);
            for (int i = 0; i < 64; i++) {
                keys.get(new Argon2id(Salt.of(filled(8 + i)), Argon2Cost.SMALLEST));
            }

            assertThat(keys.get(CHEAP)).isNotSameAs(first);
            assertThat(keys.get(CHEAP).exposeBytes()).isEqualTo(first.exposeBytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAPassphraseAsItIs(Encryption encryption) {
        String composed = "\u00e9";
        String decomposed = "e\u0301";

        assertThat(List.of(
                        key(encryption, composed),
                        key(encryption, decomposed),
                        key(encryption, composed + " "),
                        key(encryption, composed + "\n")))
                .doesNotHaveDuplicates();
    }

    @Test
    void takesBytesThatAreNoTextAsTheyAre() {
        byte[] one = {(byte) 0xFF, 1};
        byte[] other = {(byte) 0xFE, 1};
        Pbkdf2 pbkdf2 = new Pbkdf2(Salt.ofHex("00"));

        assertThat(DerivedKey.derive(Passphrase.ofUtf8(one), pbkdf2).exposeBytes())
                .isNotEqualTo(
                        DerivedKey.derive(Passphrase.ofUtf8(other), pbkdf2).exposeBytes());
    }

    @Test
    void refusesAnEmptyPassphrase() {
        assertThatThrownBy(() -> Passphrase.of(new char[0]))
                .isInstanceOfSatisfying(
                        PackageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EMPTY_PASSPHRASE));
        assertThatThrownBy(() -> Passphrase.ofUtf8(new byte[0])).isInstanceOf(PackageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00"})
    void refusesAPassphraseWithHalfOfASurrogatePair(String text) {
        assertThatThrownBy(() -> Passphrase.of(text.toCharArray()))
                .isInstanceOfSatisfying(
                        PackageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_UTF8));
    }

    @Test
    void makesCodesThatOnlyTheirKeyAndMessageGive() {
        DerivedKey key = TestKeys.ready(Encryption.V2);
        byte[] message = "index".getBytes(UTF_8);
        byte[] code = key.macKey("a".getBytes(UTF_8)).mac(message);

        assertThat(key.macKey("a".getBytes(UTF_8)).verify(message, code)).isTrue();
        assertThat(key.macKey("b".getBytes(UTF_8)).verify(message, code)).isFalse();
        assertThat(key.macKey("a".getBytes(UTF_8)).verify("indey".getBytes(UTF_8), code))
                .isFalse();
    }

    private static String key(Encryption encryption, String passphrase) {
        KeyDerivation derivation = switch (encryption) {
            case V1 -> new Pbkdf2(CHEAP.salt());
            case V2 -> CHEAP;
        };
        return hex(DerivedKey.derive(Passphrase.of(passphrase.toCharArray()), derivation)
                .exposeBytes());
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0x5A);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String stackTrace(Throwable thrown) {
        java.io.StringWriter text = new java.io.StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
