package io.quenyan.cli;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.KdfLimits;
import io.quenyan.format.PackageException;
import io.quenyan.format.Passphrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the passphrase comes from. At most one option; without any, `QYN1_PASSPHRASE`, else a question.
final class SecretOptions {

    static final String VARIABLE = "QYN1_PASSPHRASE";

    @Option(
            names = "--passphrase",
            paramLabel = "VALUE",
            arity = "1",
            description = "The passphrase itself. Others can see it while the shell starts: prefer the options below.")
    private char @Nullable [] value;

    /// What the launcher makes of `--passphrase VALUE`, so that no process list shows the value.
    @Option(names = "--passphrase-fd", hidden = true)
    private @Nullable Integer descriptor;

    @Option(names = "--passphrase-env", paramLabel = "NAME", description = "Environment variable that holds it.")
    private @Nullable String variable;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "File that holds it, on one line.")
    private @Nullable Path file;

    @Option(names = "--passphrase-command", paramLabel = "COMMAND", description = "Command that prints it.")
    private @Nullable String command;

    @Option(
            names = "--allow-kdf-memory",
            paramLabel = "KIB",
            description = "Most memory that a package may ask for to derive its key, in KiB (default: 65536).")
    private int kdfMemory = KdfLimits.DEFAULT.memoryKib();

    private String whose = "";

    /// Whether an option names a passphrase.
    boolean isNamed() {
        return Stream.of(value, descriptor, variable, file, command).anyMatch(option -> option != null);
    }

    /// The keys of a project's own passphrase, already held against the project's check: for commands that write.
    ///
    /// @throws CommandFailure exit 5 if it is not the project's
    DerivedKeys keysOf(Defaults defaults, Run run) {
        belongTo(defaults);
        DerivedKeys keys = keys(run);
        try {
            KnownSecret.mustFit(defaults, keys);
            return keys;
        } catch (CommandFailure | PackageException unfit) {
            keys.close();
            throw unfit;
        }
    }

    /// Whose passphrase is meant, for the question and for the error.
    private void belongTo(Defaults defaults) {
        whose = " of project '%s'".formatted(defaults.projectId(null))
                + defaults.passphraseRef()
                        .map(" (its passphrase_ref is '%s')"::formatted)
                        .orElse("");
    }

    /// The passphrase, asked for if nothing names it.
    Passphrase passphrase(Run run) {
        return find(run)
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE,
                        "NO_PASSPHRASE",
                        "No passphrase%s: set %s, or give --passphrase-env, --passphrase-file or --passphrase-command"
                                .formatted(whose, VARIABLE)));
    }

    /// The passphrase if one is named, without asking: for commands that say less without it.
    Optional<Passphrase> passphraseIfNamed(Run run) {
        return named(run);
    }

    /// The keys that the passphrase yields, as far as the limits allow. Wiped on close.
    DerivedKeys keys(Run run) {
        return new DerivedKeys(passphrase(run), limits());
    }

    KdfLimits limits() {
        try {
            return KdfLimits.allowingMemory(kdfMemory);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, "USAGE", "--allow-kdf-memory: " + e.getMessage(), e);
        }
    }

    private Optional<Passphrase> find(Run run) {
        return named(run)
                .or(() -> run.terminal()
                        .askSecret("Passphrase%s: ".formatted(whose))
                        .map(SecretOptions::wipedAfter));
    }

    private Optional<Passphrase> named(Run run) {
        long options = Stream.of(value, descriptor, variable, file, command)
                .filter(option -> option != null)
                .count();
        if (options > 1) {
            throw new CommandFailure(Exit.USAGE, "USAGE", "Give one passphrase option, not %d".formatted(options));
        }
        if (value != null || descriptor != null) {
            Passphrase shown = value != null ? wipedAfter(value) : ofDescriptor(Objects.requireNonNull(descriptor));
            warnOfProcessList(run);
            return Optional.of(shown);
        }
        if (file != null) {
            UserFile.mustBeFile(file);
            return Optional.of(ofFile(file));
        }
        if (command != null) {
            return Optional.of(ofCommand(command));
        }
        return ofVariable(run);
    }

    private static void warnOfProcessList(Run run) {
        run.warn("--passphrase can be seen in process lists and histories; "
                + "prefer QYN1_PASSPHRASE, --passphrase-file or --passphrase-command");
    }

    /// A variable that is set and empty is an error that says so: an unset secret must not become a missing one.
    private Optional<Passphrase> ofVariable(Run run) {
        String name = variable == null ? VARIABLE : variable;
        String text = run.terminal().env().get(name);
        if (text != null) {
            return Optional.of(wipedAfter(text.toCharArray()));
        }
        if (variable != null) {
            throw new CommandFailure(
                    Exit.USAGE, "NO_PASSPHRASE", "The environment variable '%s' is not set".formatted(variable));
        }
        return Optional.empty();
    }

    /// The launcher ends what it passes on with a line feed; all before that is the passphrase.
    private static Passphrase ofDescriptor(int descriptor) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/dev/fd/" + descriptor));
            return cut(bytes, Math.max(0, bytes.length - 1));
        } catch (IOException e) {
            throw Failures.of(e, false);
        }
    }

    private static Passphrase ofFile(Path file) {
        try {
            return withoutLineEnd(Files.readAllBytes(file));
        } catch (IOException e) {
            throw Failures.of(e, false);
        }
    }

    private static Passphrase ofCommand(String command) {
        try {
            Process process = new ProcessBuilder(List.of("/bin/sh", "-c", command))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            byte[] printed = process.getInputStream().readAllBytes();
            int exit = process.waitFor();
            if (exit != 0) {
                throw new CommandFailure(
                        Exit.FAILURE, "PASSPHRASE_COMMAND_FAILED", "The passphrase command ended with " + exit);
            }
            return withoutLineEnd(printed);
        } catch (IOException e) {
            throw Failures.of(e, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(Exit.INTERRUPTED, "INTERRUPTED", "Interrupted", e);
        }
    }

    /// Files and commands end their line; nothing else of the text is touched.
    private static Passphrase withoutLineEnd(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\n') {
            length--;
        }
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        return cut(bytes, length);
    }

    private static Passphrase cut(byte[] bytes, int length) {
        byte[] text = Arrays.copyOf(bytes, length);
        try {
            return Passphrase.ofUtf8(text);
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static Passphrase wipedAfter(char[] text) {
        try {
            return Passphrase.of(text);
        } finally {
            Arrays.fill(text, '\0');
        }
    }
}
