package io.quenyan.cli.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A journal as it was found, held against its own links.
///
/// @param lines every line that can be read, in the order of the file
/// @param findings what is wrong with it; empty when it is whole
public record CheckedJournal(List<JsonNode> lines, List<Finding> findings) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What can be wrong.
    public enum Kind {
        /// The line is not the one that was written.
        ALTERED,
        /// Lines are not there.
        MISSING,
        /// The last line does not end.
        CUT,
        /// The line is no JSON object.
        UNREADABLE,
        /// The run was killed, or the end was cut off: nothing vouches for the last line.
        UNFINISHED
    }

    /// @param line number of the line in the file, from 1
    public record Finding(Kind kind, int line, String detail) {}

    public CheckedJournal {
        lines = List.copyOf(lines);
        findings = List.copyOf(findings);
    }

    /// Whether nothing is wrong with it.
    public boolean isWhole() {
        return findings.isEmpty();
    }

    /// Reads and checks a journal.
    public static CheckedJournal read(Path file) throws IOException {
        return new Reading(Files.readAllBytes(file)).result();
    }

    private static final class Reading {

        private final byte[] bytes;
        private final List<JsonNode> lines = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private String previous = Journal.NOTHING_BEFORE;
        private int expected = 1;
        private boolean closed;

        Reading(byte[] bytes) {
            this.bytes = bytes;
        }

        CheckedJournal result() {
            int start = 0;
            int place = 1;
            for (int end = 0; end < bytes.length; end++) {
                if (bytes[end] == '\n') {
                    line(place++, start, end);
                    start = end + 1;
                }
            }
            if (start < bytes.length) {
                find(Kind.CUT, place, "It has no end");
            }
            if (!closed) {
                find(Kind.UNFINISHED, place, "The line '%s' is missing".formatted(Journal.CLOSED));
            }
            return new CheckedJournal(lines, findings);
        }

        private void line(int place, int start, int end) {
            Optional<JsonNode> line = parse(new String(bytes, start, end - start, StandardCharsets.UTF_8));
            if (closed) {
                find(Kind.ALTERED, place, "It stands after the end of the journal");
            }
            if (line.isPresent()) {
                lines.add(line.get());
                number(place, line.get());
                closed |= Journal.CLOSED.equals(line.get().path("event").asText());
            } else {
                find(Kind.UNREADABLE, place, "It is no JSON object");
            }
            previous = Journal.sha256(bytes, start, end);
            expected++;
        }

        /// A gap in the numbers tells missing lines; without one the link must fit.
        private void number(int place, JsonNode line) {
            int number = line.path("line").asInt(-1);
            if (number > expected) {
                find(Kind.MISSING, place, "Lines %d to %d are not there".formatted(expected, number - 1));
                expected = number;
            } else if (number < expected) {
                find(Kind.ALTERED, place, "It is numbered %d where %d is due".formatted(number, expected));
            } else if (!line.path("previous_sha256").asText().equals(previous)) {
                find(Kind.ALTERED, Math.max(1, place - 1), "The line after it was written for another one");
            }
        }

        private void find(Kind kind, int line, String detail) {
            findings.add(new Finding(kind, line, detail));
        }

        private static Optional<JsonNode> parse(String text) {
            try {
                return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
    }
}
