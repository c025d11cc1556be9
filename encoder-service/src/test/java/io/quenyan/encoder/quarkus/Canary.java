package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.local.ServiceProcess;
import io.quenyan.local.kafka.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Looks for passphrase, data keys and AWS secret where they must not be: logs, topics, tables, metrics, process lists.
final class Canary {

    private static final List<byte[]> FORMS = forms();

    private Canary() {}

    /// Looks everywhere that `workshop` left traces.
    static void assertNowhere(Workshop workshop) throws IOException, SQLException {
        for (ServiceProcess service : workshop.services()) {
            assertAbsent(workshop, "log " + service.log(), Files.readAllBytes(service.log()));
            if (service.isAlive()) {
                assertAbsent(workshop, "metrics", metrics(service.url()));
                assertAbsent(
                        workshop,
                        "command line",
                        Files.readAllBytes(Path.of("/proc/%d/cmdline".formatted(service.pid()))));
                assertAbsent(
                        workshop,
                        "environment",
                        Files.readAllBytes(Path.of("/proc/%d/environ".formatted(service.pid()))));
            }
        }
        for (Journal.Seen seen : workshop.journal.all()) {
            if (seen.kafka().value() != null) {
                assertAbsent(
                        workshop, "topic " + seen.kafka().topic(), seen.kafka().value());
            }
            seen.kafka().headers().forEach(header -> assertAbsent(workshop, "header " + header.key(), header.value()));
        }
        assertAbsent(workshop, "database", dump(workshop));
        assertAbsentBelow(workshop, workshop.platform().folder().resolve("log"));
    }

    private static void assertAbsentBelow(Workshop workshop, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertAbsent(workshop, file.toString(), Files.readAllBytes(file));
            }
        }
    }

    private static void assertAbsent(Workshop workshop, String where, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (byte[] form :
                Stream.concat(FORMS.stream(), workshop.keys.secrets().stream()).toList()) {
            assertThat(text.contains(new String(form, StandardCharsets.ISO_8859_1)))
                    .as("a secret in %s", where)
                    .isFalse();
        }
    }

    private static byte[] metrics(URI service) throws IOException {
        try (InputStream answer = service.resolve("/q/metrics").toURL().openStream()) {
            return answer.readAllBytes();
        }
    }

    /// Every row of every table, as text.
    private static byte[] dump(Workshop workshop) throws SQLException {
        StringBuilder dump = new StringBuilder();
        try (Connection connection = workshop.database().connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery("select t::text from %s t".formatted(table))) {
                    while (rows.next()) {
                        dump.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return dump.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet names = statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = current_schema()")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }

    private static List<byte[]> forms() {
        byte[] utf8 = Workshop.CANARY.getBytes(StandardCharsets.UTF_8);
        // What Base64 makes of it depends on what stands before; the middle of it is the same in a third of all places.
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(utf8);
        return List.of(
                utf8,
                Workshop.CANARY.getBytes(StandardCharsets.UTF_16LE),
                HexFormat.of().formatHex(utf8).getBytes(StandardCharsets.US_ASCII),
                HexFormat.of().formatHex(utf8).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII),
                base64.substring(0, base64.length() - 2).getBytes(StandardCharsets.US_ASCII),
                java.net.URLEncoder.encode(Workshop.CANARY, StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.US_ASCII),
                "7f3a9e51".getBytes(StandardCharsets.US_ASCII));
    }
}
