package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing answers at these addresses: what counts is which are asked.
class ProfilesTest {

    private static final Map<String, String> VARIABLES =
            Map.of("QUENYAN_BOOTSTRAP_SERVERS", "127.0.0.1:4", "QUENYAN_REGISTRY_URL", "http://127.0.0.1:4");

    @TempDir
    private Path home;

    @BeforeEach
    void writeConfig() throws IOException {
        config("""
                profile = "standby"

                [profiles.production]
                bootstrap_servers = "127.0.0.1:1"
                registry_url = "http://127.0.0.1:1/apis/ccompat/v7"

                [profiles.standby]
                bootstrap_servers = "127.0.0.1:2"
                registry_url = "http://127.0.0.1:2/"
                """);
    }

    private void config(String toml) throws IOException {
        Files.writeString(home.resolve("config.toml"), toml);
    }

    private Cli.Ran register(Map<String, String> more, Object... args) {
        Map<String, String> env = new HashMap<>(more);
        env.put("QUENYAN_HOME", home.toString());
        return Cli.run(
                env,
                Stream.concat(Stream.of("schemas", "register"), Stream.of(args)).toArray());
    }

    @Test
    void anOptionNamesTheProfile() {
        assertThat(register(Map.of("QUENYAN_PROFILE", "standby"), "--profile", "production")
                        .err())
                .startsWith("Using the cluster of profile 'production': Kafka 127.0.0.1:1");
    }

    @Test
    void aVariableNamesTheProfileBeforeAddressesInTheEnvironment() {
        Map<String, String> env = new HashMap<>(VARIABLES);
        env.put("QUENYAN_PROFILE", "production");

        assertThat(register(env).err()).contains("Kafka 127.0.0.1:1");
    }

    @Test
    void addressesInTheEnvironmentComeBeforeTheDefaultProfile() {
        assertThat(register(VARIABLES).err()).contains("Kafka 127.0.0.1:4");
    }

    @Test
    void theDefaultProfileComesBeforeTheLocalPlatform() {
        assertThat(register(Map.of()).err()).contains("Kafka 127.0.0.1:2");
    }

    @Test
    void addressesAsOptionsComeFirst() {
        assertThat(register(
                                Map.of("QUENYAN_PROFILE", "production"),
                                "--bootstrap-servers",
                                "127.0.0.1:3",
                                "--registry-url",
                                "http://127.0.0.1:3")
                        .err())
                .contains("Kafka 127.0.0.1:3");
    }

    @Test
    void aClusterThatDoesNotAnswerIsExit9() {
        assertThat(register(Map.of()).exit()).isEqualTo(9);
    }

    @Test
    void theLocalPlatformByNameMustRun() {
        Cli.Ran ran = register(VARIABLES, "--profile", "local");

        assertThat(ran.exit()).isEqualTo(9);
        assertThat(ran.err()).contains("error: NO_CLUSTER: ");
    }

    @Test
    void aProfileThatIsNotThereIsExit3AndTheOthersAreNamed() {
        Cli.Ran ran = register(Map.of(), "--profile", "prodcution");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).contains("error: UNKNOWN_PROFILE: ", "[production, standby]");
    }

    @Test
    void aFileThatIsNoTomlIsExit1AndNamesTheLine() throws IOException {
        config("profile = \n");

        Cli.Ran ran = register(Map.of());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("error: BAD_CONFIG: ", "line 1");
    }

    @Test
    void aSecretInAUrlIsRefusedAndNotTold() throws IOException {
        config("[profiles.a]\nbootstrap_servers = \"h:1\"\nregistry_url = \"http://user:canary@h/\"\n");

        Cli.Ran ran = register(Map.of(), "--profile", "a");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("holds user information").doesNotContain("canary");
    }
}
