package io.quenyan.cli;

import io.quenyan.cli.file.CheckedJournal;
import io.quenyan.cli.file.CheckedJournal.Kind;
import io.quenyan.cli.file.Journal;
import io.quenyan.cli.file.PrivateFiles;
import io.quenyan.cli.file.Spool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What this machine must have: Java, git, a home that keeps evidence, room on the disk, a clock.
final class MachineChecks {

    private static final int JAVA = 25;
    private static final long LITTLE = 1L << 30;
    private static final long TOO_LITTLE = 64L << 20;
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final int JOURNALS = 200;

    private final Run run;

    MachineChecks(Run run) {
        this.run = run;
    }

    List<Check> all(Path output) {
        List<Check> checks = new ArrayList<>();
        checks.add(java(Runtime.version().feature(), System.getProperty("java.home", "")));
        checks.add(git(run.terminal().variable("PATH").orElse("")));
        Optional<Path> home = run.homeIfKnown();
        if (home.isEmpty()) {
            checks.add(Check.fail(
                    "journal", "no folder", "QUENYAN_HOME, HOME", "Set QUENYAN_HOME to a folder that is yours"));
        } else {
            checks.add(journalFolder(home.get()));
            checks.add(journals(home.get()));
            checks.add(spool(home.get()));
        }
        checks.add(disk(output));
        checks.add(clock(home, run.clock().instant()));
        return checks;
    }

    static Check java(int feature, String where) {
        return feature >= JAVA
                ? Check.ok("java", "Java " + feature, where)
                : Check.fail(
                        "java",
                        "Java " + feature,
                        where,
                        "Install a Java %d or newer and name it: export JAVA_HOME=…".formatted(JAVA));
    }

    /// Encoding reads repositories without it; `demo` compares with it, and so do people.
    static Check git(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "git"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(git -> Check.ok("git", "git", git.toString()))
                .orElseGet(() -> Check.warn(
                        "git",
                        "no git",
                        "PATH",
                        "Install git: 'demo' needs it, and you do to fetch the project; encoding goes without"));
    }

    private static Check journalFolder(Path home) {
        Path folder = Journal.folder(home);
        Path probe = folder.resolve(".probe-" + ProcessHandle.current().pid());
        try {
            PrivateFiles.createFolder(folder);
            PrivateFiles.write(probe, new byte[] {'\n'});
            Files.delete(probe);
            return Check.ok("journal", "can be written", folder.toString());
        } catch (IOException e) {
            return Check.fail(
                    "journal",
                    "cannot be written",
                    folder.toString(),
                    "Make the folder yours, or set QUENYAN_HOME to another: runs leave no evidence until then");
        }
    }

    /// The newest journals against their own links.
    private static Check journals(Path home) {
        int damaged = 0;
        int unfinished = 0;
        String first = "";
        List<Path> newest = newest(home);
        for (Path journal : newest) {
            List<CheckedJournal.Finding> findings = findings(journal);
            if (findings.isEmpty()) {
                continue;
            }
            boolean killed = findings.stream()
                    .allMatch(finding -> finding.kind() == Kind.UNFINISHED || finding.kind() == Kind.CUT);
            unfinished += killed ? 1 : 0;
            damaged += killed ? 0 : 1;
            first = first.isEmpty() || !killed ? journal + ": " + findings.getFirst() : first;
        }
        String found = "%d journals, %d damaged, %d unfinished".formatted(newest.size(), damaged, unfinished);
        String where = Journal.folder(home).toString();
        if (damaged > 0) {
            return Check.fail("evidence", found, where, "Keep them as they are, and compare with copies: " + first);
        }
        return unfinished > 0
                ? Check.warn("evidence", found, where, "A run was killed or still works: " + first)
                : Check.ok("evidence", found, where);
    }

    private static List<Path> newest(Path home) {
        Path folder = Journal.folder(home);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
            return all.subList(Math.max(0, all.size() - JOURNALS), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<CheckedJournal.Finding> findings(Path journal) {
        try {
            return CheckedJournal.read(journal).findings();
        } catch (IOException e) {
            return List.of(new CheckedJournal.Finding(Kind.UNREADABLE, 0, "It cannot be read"));
        }
    }

    private Check spool(Path home) {
        Spool spool = Spool.under(home);
        String where = spool.folder().toString();
        try {
            int waiting = spool.waiting().size();
            long bytes = spool.size();
            SpoolLimit limit = SpoolLimit.of(run);
            if (waiting == 0 && !limit.passedBy(bytes)) {
                return Check.ok("spool", "nothing waits", where);
            }
            String found =
                    "events of %d runs wait, %d MiB of at most %d".formatted(waiting, bytes >> 20, limit.mebibytes());
            return limit.passedBy(bytes)
                    ? Check.fail("spool", found, where, "Publish them (quenyan events publish) or move files away")
                    : Check.warn("spool", found, where, "When the cluster is up: quenyan events publish");
        } catch (IOException e) {
            return Check.fail(
                    "spool", "cannot be read", where, "Make the folder yours, or set QUENYAN_HOME to another");
        }
    }

    /// Room and durability where packages will be written.
    private static Check disk(Path output) {
        Path folder = output.toAbsolutePath().normalize();
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        Path probe = folder.resolve(".quenyan-probe-" + ProcessHandle.current().pid());
        try {
            long start = System.nanoTime();
            PrivateFiles.write(probe, new byte[4096]);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Files.delete(probe);
            return disk(Files.getFileStore(folder).getUsableSpace(), took, folder);
        } catch (IOException e) {
            return Check.fail(
                    "disk", "cannot be written", folder.toString(), "Name a folder that is yours: --output-dir DIR");
        }
    }

    static Check disk(long usable, Duration sync, Path folder) {
        String found = "%d MiB free, a write is durable in %d ms".formatted(usable >> 20, sync.toMillis());
        if (usable < TOO_LITTLE) {
            return Check.fail("disk", found, folder.toString(), "Make room: a recovery would not fit");
        }
        return usable < LITTLE || sync.compareTo(SLOW) > 0
                ? Check.warn("disk", found, folder.toString(), "Make room, or choose a faster disk")
                : Check.ok("disk", found, folder.toString());
    }

    /// A clock that stands before what it already told would turn the timeline around.
    static Check clock(Optional<Path> home, Instant now) {
        String latest = home.map(MachineChecks::newest)
                .filter(journals -> !journals.isEmpty())
                .map(journals -> String.valueOf(journals.getLast().getFileName()))
                .orElse("");
        return latest.compareTo(Journal.name(now, "")) > 0
                        && latest.substring(0, 16)
                                        .compareTo(Journal.name(now, "").substring(0, 16))
                                > 0
                ? Check.fail(
                        "clock",
                        now.toString(),
                        "later is " + latest,
                        "Set the clock: it stands before the time of a journal that it wrote")
                : Check.ok("clock", now.toString(), "not before the latest journal");
    }
}
