package io.quenyan.cli;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.KeySource;
import io.quenyan.format.PackageException;
import io.quenyan.format.Passphrase;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.project.IndexException;
import io.quenyan.project.IndexFile;
import io.quenyan.project.KeyRefusedException;
import io.quenyan.project.SecretCheck;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.kms.NamedKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a project must have: its file, its secret, and an output that can be trusted.
final class ProjectChecks {

    private final Run run;
    private final ProtectionOptions protection;
    private final SecretOptions secret;
    private final boolean restore;

    /// @param restore whether a recovery is at hand, which needs secret and index
    ProjectChecks(Run run, ProtectionOptions protection, boolean restore) {
        this.run = run;
        this.protection = protection;
        this.secret = protection.passphrase();
        this.restore = restore;
    }

    List<Check> all(@Nullable Path root, @Nullable Path output) {
        List<Check> checks = new ArrayList<>();
        Optional<Defaults> defaults;
        try {
            defaults = Defaults.find(root);
            checks.add(projectFile(defaults));
        } catch (CommandFailure bad) {
            checks.add(Check.fail(
                    "project",
                    "cannot be used",
                    String.valueOf(bad.getMessage()),
                    "Correct it, or: quenyan project init --force"));
            defaults = Optional.empty();
        }
        Optional<Path> place = output(defaults, output);
        Optional<NamedKey> key = protection.key(defaults);
        if (key.isPresent() && !secret.isNamed()) {
            checks.add(new RotationChecks(run).key(key.get(), defaults));
            checks.add(keyedIndex(place, defaults));
            return checks;
        }
        try (Secret found = secret()) {
            checks.add(secret(found, defaults));
            checks.add(index(found.keys(), place));
        }
        return checks;
    }

    private static Check projectFile(Optional<Defaults> defaults) {
        return defaults.filter(known -> known.file() != null)
                .map(known -> Check.ok(
                        "project",
                        "'%s'".formatted(known.projectId(null)),
                        known.folder().projectFile().toString()))
                .orElseGet(() -> Check.warn(
                        "project",
                        "no project file",
                        defaults.map(known -> known.folder().projectFile().toString())
                                .orElse(".quenyan/project.json here and above"),
                        Defaults.REMEDY));
    }

    static Optional<Path> output(Optional<Defaults> defaults, @Nullable Path given) {
        return given != null
                ? Optional.of(given)
                : defaults.filter(known -> known.file() != null && known.file().output() != null)
                        .map(known -> known.output(null));
    }

    /// The secret, or why there is none.
    private record Secret(
            @Nullable DerivedKeys keys, @Nullable CommandFailure trouble) implements AutoCloseable {
        @Override
        public void close() {
            if (keys != null) {
                keys.close();
            }
        }
    }

    private Secret secret() {
        try {
            Optional<Passphrase> passphrase = secret.passphraseIfNamed(run);
            return new Secret(
                    passphrase
                            .map(text -> new DerivedKeys(text, secret.limits()))
                            .orElse(null),
                    null);
        } catch (CommandFailure | PackageException e) {
            return new Secret(null, Failures.of(e, false));
        }
    }

    private Check secret(Secret found, Optional<Defaults> defaults) {
        String where = "QYN1_PASSPHRASE, --passphrase-env, --passphrase-file, --passphrase-command";
        if (found.trouble() != null) {
            return Check.fail(
                    "secret", String.valueOf(found.trouble().getMessage()), where, "Correct what names the passphrase");
        }
        if (found.keys() == null) {
            return Check.missing(
                    restore, "secret", "none is named", where, "Set QYN1_PASSPHRASE, or name a file or command");
        }
        Optional<byte[]> check = defaults.flatMap(known -> secretCheck(known));
        if (defaults.isEmpty() || check.isEmpty()) {
            return Check.warn(
                    "secret",
                    "named, and held against nothing",
                    where,
                    "Make the project's secret check: " + Defaults.REMEDY);
        }
        String file = defaults.get().folder().secretCheck().toString();
        return switch (SecretCheck.check(check.get(), defaults.get().projectId(null), found.keys())) {
            case FITS -> Check.ok("secret", "it is the project's", file);
            case WRONG_SECRET ->
                Check.fail(
                        "secret",
                        "it does not open the project's check",
                        file,
                        "Find the project's passphrase; this one makes packages that nobody can open");
            case OTHER, DAMAGED ->
                Check.fail(
                        "secret",
                        "the check is not this project's",
                        file,
                        "Take the file from version control, or: quenyan project init --force");
        };
    }

    private static Optional<byte[]> secretCheck(Defaults known) {
        try {
            return known.folder().readSecretCheck();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Check keyedIndex(Optional<Path> output, Optional<Defaults> defaults) {
        try (ReadingKeys keys = protection.reading(null, defaults, run)) {
            return index(keys, output);
        } catch (KeysUnavailableException | KeyRefusedException | CommandFailure e) {
            return Check.fail(
                    "index",
                    Failures.oneLine(e.getMessage()),
                    output.map(Path::toString).orElse(""),
                    "Reach the key; see: quenyan keys status");
        }
    }

    private Check index(@Nullable KeySource keys, Optional<Path> output) {
        if (output.isEmpty()) {
            return Check.missing(
                    restore, "index", "no output is named", "--output-dir, project.json", "Name it: --output-dir DIR");
        }
        Path where = output.get().resolve("index.json");
        try {
            Optional<byte[]> bytes = PackageFolder.open(output.get()).index();
            return bytes.isEmpty()
                    ? Check.missing(
                            restore,
                            "index",
                            "there is none",
                            where.toString(),
                            "Encode the project, or fetch its output: quenyan project batch-encode")
                    : index(keys, IndexFile.parse(bytes.get()), output.get(), where.toString());
        } catch (IndexException | PackageException e) {
            return Check.fail(
                    "index", Failures.oneLine(e.getMessage()), where.toString(), "Fetch another copy of the output");
        }
    }

    private static Check index(@Nullable KeySource keys, IndexFile index, Path output, String where) {
        String what = "generation %d, %d packages"
                .formatted(
                        index.claimed().generation(), index.claimed().entries().size());
        if (keys == null) {
            return Check.warn("index", what + ", nobody vouches for it", where, "Name the passphrase");
        }
        return switch (index.check(keys, PackageFolder.open(output))) {
            case VERIFIED -> Check.ok("index", what + ", authentic", where);
            case WRONG_SECRET ->
                Check.fail("index", "written under another passphrase", where, "Find the passphrase of this output");
            case ALTERED ->
                Check.fail("index", "it was altered", where, "Fetch another copy of the output; see: quenyan verify");
        };
    }
}
