package io.quenyan.project.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

    @Test
    void readsALocalRepository() {
        assertThat(Location.source("git+file:///srv/repos/billing%20api").path())
                .isEqualTo(Path.of("/srv/repos/billing api"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git+ssh://host/repo",
                "https://host/repo",
                "file:///srv/repo",
                "/srv/repo",
                "git+file://host/srv/repo",
                "git+file:///srv/../etc",
                "git+file:///srv/repo?x=y",
                "git+file:///srv/repo#x",
                "git+file:repo",
                "git+file:///srv/%00",
                "git+file://[",
                ""
            })
    void refusesWhatIsNoPlainLocalRepository(String uri) {
        assertThatThrownBy(() -> Location.source(uri)).isInstanceOf(NotGrantedException.class);
    }

    @Test
    void neverRepeatsUserInformation() {
        assertThatThrownBy(() -> Location.source("git+file://ops:hunter2@host/srv/repo"))
                .isInstanceOf(NotGrantedException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void isNotWithinAFolderThatOnlySharesItsName() {
        assertThat(Location.file("file:///srv/billing-other").within(Location.file("file:///srv/billing")))
                .isFalse();
    }

    @Test
    void isReallyOutsideWhenALinkLeadsOut(@TempDir Path folder) throws IOException {
        Path granted = Files.createDirectory(folder.resolve("granted"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(granted.resolve("link"), outside);

        assertThat(new Location(granted.resolve("link/not-yet-there")).reallyWithin(new Location(granted)))
                .isFalse();
    }
}
