package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.file.PrivateFiles;
import io.quenyan.project.Sha256;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Keeps a copy of a sound state, as the runbook wants it: restricted, with a digest to be kept elsewhere.
@Command(
        description = "Copy a sound state into FILE (mode 0600) and tell its SHA-256.",
        footer = "Exit: 0 copied, 3 there is no state, 7 it cannot be believed, 10 FILE is there already.")
final class StateArchiveCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Mixin
    private final StateOfProject project = new StateOfProject();

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The copy; it must not be there yet.")
    @SuppressWarnings("NullAway.Init")
    private Path to;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    StateArchiveCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        Defaults defaults = project.defaults();
        StateFile file = project.file(defaults, run);
        FoundState.Sound found = project.sound(file, defaults);
        byte[] bytes = Files.readAllBytes(file.path());
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandFailure(
                    Exit.REFUSED, "ARCHIVE_EXISTS", "'%s' is there already; name a new file".formatted(to));
        }
        if (!dryRun.given()) {
            write(bytes, found);
        }
        ObjectNode node = Run.object();
        node.put("state_file", file.path().toString());
        node.put("archive", to.toString());
        node.put("revision", found.state().revision());
        node.put("bytes", bytes.length);
        node.put("sha256", Sha256.hex(bytes));
        run.print(
                node,
                "%s: revision %d, %d bytes, SHA-256 %s. Keep the digest elsewhere; put back: quenyan state restore"
                        .formatted(to, found.state().revision(), bytes.length, Sha256.hex(bytes)));
        return Exit.OK.code();
    }

    /// What was copied is looked at again: the state may have been replaced in between.
    private void write(byte[] bytes, FoundState.Sound found) throws IOException {
        Path folder = to.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure(Exit.NOT_FOUND, "NOT_FOUND", "The folder of '%s' does not exist".formatted(to));
        }
        PrivateFiles.write(to, bytes);
        FoundState copy = StateFile.at(to).look();
        if (!(copy instanceof FoundState.Sound sound && sound.checksum().equals(found.checksum()))) {
            Files.delete(to);
            throw new CommandFailure(
                    Exit.UNREACHABLE, "STATE_IN_USE", "The state was replaced while it was copied; do it again");
        }
    }
}
