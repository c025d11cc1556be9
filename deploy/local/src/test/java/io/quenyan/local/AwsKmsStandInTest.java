package io.quenyan.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.local.ComponentStatus.State;
import io.quenyan.local.moto.MotoServer;
import io.quenyan.local.process.StartFailedException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsKmsStandInTest {

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        platform().down(Progress.none());
    }

    @Test
    void isThereWhenItIsAskedForAndGoneWithTheRest() {
        assertThat(platform().status().components())
                .extracting(ComponentStatus::name)
                .doesNotContain(MotoServer.NAME);

        assertThat(started().components())
                .filteredOn(component -> component.name().equals(MotoServer.NAME))
                .singleElement()
                .satisfies(component -> assertThat(component.state()).isEqualTo(State.UP));
        assertThat(platform().status().awsKmsUrl())
                .hasValueSatisfying(url -> assertThat(url).hasHost("127.0.0.1"));

        platform().down(Progress.none());

        assertThat(platform().status().awsKmsUrl()).isEmpty();
    }

    private PlatformStatus started() {
        try {
            return platform().upAwsKms(Progress.none());
        } catch (StartFailedException e) {
            if (StandIns.areRequired()) {
                throw e;
            }
            System.err.println("***** NOT TESTED: moto cannot be had here: " + e.getMessage());
            return Assumptions.abort("moto cannot be had here");
        }
    }

    private LocalPlatform platform() {
        return new LocalPlatform(folder, Installation.find(), "");
    }
}
