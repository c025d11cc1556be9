package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFileTest {

    private static ProjectFile parse(String json) {
        return ProjectFile.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatItWrites() {
        ProjectFile file = new ProjectFile(
                "billing", ".ci/quenyan-state.json", "artifacts", "billing", null, Duration.ofHours(24), "ab");

        assertThat(ProjectFile.parse(file.toBytes())).isEqualTo(file);
    }

    @Test
    void readsAKeyInPlaceOfAPassphrase() {
        ProjectFile file =
                new ProjectFile("billing", ".s", null, null, new ProjectFile.Key("aws", "alias/quenyan"), null, null);

        assertThat(ProjectFile.parse(file.toBytes())).isEqualTo(file);
    }

    @Test
    void passesOverWhatALaterVersionAdds() {
        ProjectFile file = parse("""
                {"format":"quenyan-project/1","project_id":"billing","later":{}}""");

        assertThat(file.projectId()).isEqualTo("billing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "not json",
                "{}",
                "{\"format\":\"quenyan-project/2\",\"project_id\":\"a\"}",
                "{\"format\":\"quenyan-project/1\"}",
                "{\"format\":\"quenyan-project/1\",\"project_id\":\"a\",\"output\":7}",
                "{\"format\":\"quenyan-project/1\",\"project_id\":\"a\",\"expected_interval\":\"daily\"}",
                "{\"format\":\"quenyan-project/1\",\"project_id\":\"a\",\"expected_interval\":\"PT0S\"}",
                "{\"format\":\"quenyan-project/1\",\"project_id\":\"a\",\"key\":{\"provider\":\"aws\"}}"
            })
    void refusesWhatIsNone(String json) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(ProjectFileException.class);
    }
}
