package io.quenyan.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.event.EncodedEvent;
import io.quenyan.event.EventEncoder;
import io.quenyan.event.EventIds;
import io.quenyan.event.RequestRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path home;

    private Spool spool = Spool.under(Path.of(""));

    @BeforeEach
    void openSpool() {
        spool = Spool.under(home);
    }

    private static EncodedEvent event() {
        RequestRefused event = new RequestRefused();
        event.setEventId(EventIds.root().toString());
        event.setEventName("request-refused");
        event.setOccurredAt(NOW);
        event.setRecordedAt(NOW);
        event.setEventSource("cli/test");
        event.setHost("test");
        event.setProducerVersion("test");
        event.setCorrelationId("request");
        event.put("project_id", "billing");
        event.setActor("test");
        event.setActorAssurance("claimed");
        event.setEnvironment("test");
        event.setOutcome("refused");
        event.setSeverity(1);
        event.setRequestId("request");
        event.setRefusedEvent("batch-encode-requested");
        event.setReason("EXPIRED");
        event.setDetail("late");
        return EventEncoder.encode(event);
    }

    @Test
    void givesBackWhatItKeeps() throws IOException {
        List<EncodedEvent> events = List.of(event(), event());
        spool.keep(NOW, "run-1", events);

        assertThat(spool.waiting().getFirst().events()).isEqualTo(events);
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        Path file = spool.keep(NOW, "run-1", List.of(event())).file();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void givesTheOldestFirst() throws IOException {
        spool.keep(NOW.plusSeconds(1), "run-a", List.of(event()));
        spool.keep(NOW, "run-b", List.of(event()));

        assertThat(spool.waiting())
                .extracting(Spool.Kept::name)
                .containsExactly("20260301T120000Z-run-b", "20260301T120001Z-run-a");
    }

    @Test
    void remembersWhatWasBegun() throws IOException {
        spool.begin(spool.keep(NOW, "run-1", List.of(event())));

        assertThat(spool.waiting()).extracting(Spool.Kept::begun).containsExactly(true);
    }

    @Test
    void letsGoOfWhatIsDone() throws IOException {
        spool.done(spool.begin(spool.keep(NOW, "run-1", List.of(event()))));

        assertThat(spool.waiting()).isEmpty();
    }

    @Test
    void isClaimedByOneAtATime() throws IOException {
        try (Spool.Claim _ = spool.claim().orElseThrow()) {
            assertThat(spool.claim()).isEmpty();
        }
    }

    @Test
    void canBeClaimedAgain() throws IOException {
        spool.claim().orElseThrow().close();

        try (Spool.Claim again = spool.claim().orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void refusesAFileThatWasAltered() throws IOException {
        Spool.Kept kept = spool.keep(NOW, "run-1", List.of(event()));
        Files.writeString(kept.file(), Files.readString(kept.file()).replace("\"avro\":\"", "\"avro\":\"AAAA"));

        assertThatThrownBy(kept::events).isInstanceOf(DamagedSpoolException.class);
    }

    @Test
    void keepsTheLastEventOfARunThatIsShortened() throws IOException {
        List<EncodedEvent> events = List.of(event(), event());
        spool.shorten(spool.begin(spool.keep(NOW, "run-1", events)), events);

        assertThat(spool.waiting().getFirst().events()).containsExactly(events.getLast());
    }

    @Test
    void clearsAwayWhatAKilledRunLeft() throws IOException {
        spool.keep(NOW, "run-1", List.of(event()));
        Path left = Files.writeString(spool.folder().resolve("20260227T120000Z-run-0.jsonl.tmp"), "{");
        Files.setLastModifiedTime(left, FileTime.from(NOW.minusSeconds(86_401)));
        spool.keep(NOW, "run-2", List.of(event()));

        assertThat(left).doesNotExist();
    }
}
