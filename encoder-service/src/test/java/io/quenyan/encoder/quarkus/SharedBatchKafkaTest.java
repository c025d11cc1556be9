package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.event.PackageEncoded;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.local.Failpoints;
import io.quenyan.local.ServiceProcess;
import io.quenyan.local.git.Repository;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two instances on one database. `-Dquenyan.shared.files=20000` for the size at which it is to hold.
class SharedBatchKafkaTest {

    private static final int FILES = Integer.getInteger("quenyan.shared.files", 4_000);
    private static final Duration ANSWER = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void twoInstancesShareABatch() {
        Repository repository = Repository.of(workshop.repository("shared"), FILES);
        Output output = workshop.output("shared");
        ServiceProcess one = workshop.encoder("shared-a")
                .with("quenyan.encoder.workers", "1")
                .start();
        ServiceProcess other = workshop.encoder("shared-b")
                .with("quenyan.encoder.workers", "1")
                .start();
        one.awaitReady(Workshop.START);
        other.awaitReady(Workshop.START);
        String request = workshop.ask(repository, output);
        ProjectBatchEncoded answer = (ProjectBatchEncoded)
                workshop.journal.answer(request, ANSWER).event().orElseThrow();
        Map<String, Long> shares = new HashMap<>();
        workshop.journal.effects(request).stream()
                .filter(seen -> seen.isA(PackageEncoded.class))
                .forEach(seen -> shares.merge(seen.text("event_source"), 1L, Long::sum));

        assertThat(answer.getEncoded()).isEqualTo(FILES);
        assertThat(shares.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(FILES);
        assertThat(shares).hasSize(2);
        assertThat(shares.values()).allMatch(share -> share >= FILES / 3);
        assertThat(output.sources()).usingRecursiveComparison().isEqualTo(repository.files());
    }

    @Test
    void aTaskExecutedTwiceAtTheSameMomentLeavesEqualBytes() throws SQLException {
        Repository repository = Repository.of(workshop.repository("twice"), 400);
        Output output = workshop.output("twice");
        ServiceProcess one = workshop.started("twice-a");
        new Failpoints(workshop.failpoints()).arm("plan.committed");
        String request = workshop.ask(repository, output);
        assertThat(one.awaitEnd(Workshop.ANSWER)).isTrue();
        execute("insert into work (batch_id, project_id, kind, task)"
                + " select batch_id, project_id, kind, task from work where kind = 'ENCODE'");
        execute("update batch set remaining = 2 where state = 'active'");
        ServiceProcess other = workshop.encoder("twice-b").start();
        one.start().awaitReady(Workshop.START);
        other.awaitReady(Workshop.START);
        workshop.journal.answer(request, Workshop.ANSWER);

        assertThat(output.sources()).usingRecursiveComparison().isEqualTo(repository.files());
        assertThat(workshop.journal.effects(request))
                .extracting(seen -> seen.text("event_id"))
                .doesNotHaveDuplicates()
                .hasSize(401);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = workshop.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
