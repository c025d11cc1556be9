package io.quenyan.cli;

import io.quenyan.format.Passphrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/// What the demonstration works on: a repository at a commit, an output of its own, and a passphrase that is drawn once
/// and kept where only its owner reads it.
///
/// @param id name of the project: the folder's, and a digest of its path
/// @param folder holds everything of this project
record DemoProject(String id, Path folder, Path repository, String commit) {

    static final String PASSPHRASE_REF = "demo";

    private static final int PASSPHRASE_BYTES = 32;

    static DemoProject of(Path home, Path repository, String commit) throws IOException {
        Path real = repository.toRealPath();
        String name =
                Objects.requireNonNullElse(real.getFileName(), real).toString().replaceAll("[^A-Za-z0-9._-]", "-");
        String id = "demo-%.64s-%s".formatted(name, digest(real));
        return new DemoProject(id, home.resolve("demo").resolve(id), real, commit);
    }

    Path output() {
        return folder.resolve("packages");
    }

    Path restored() {
        return folder.resolve("restored");
    }

    String sourceUri() {
        return "git+" + uri(repository);
    }

    String outputUri() {
        return uri(output());
    }

    /// What the encoder is told: the passphrase by name, and that this project may use it, from here to there.
    Map<String, String> grants() throws IOException {
        String project = "quenyan.projects.\"%s\".".formatted(id);
        return Map.of(
                "quenyan.passphrases.\"%s\"".formatted(PASSPHRASE_REF),
                Files.readString(passphraseFile()),
                project + "sources[0]",
                sourceUri(),
                project + "outputs[0]",
                outputUri(),
                project + "passphrase-refs[0]",
                PASSPHRASE_REF,
                project + "actors[0]",
                "*");
    }

    /// The same passphrase, for verifying and restoring without the services.
    Passphrase passphrase() throws IOException {
        return Passphrase.ofUtf8(Files.readAllBytes(passphraseFile()));
    }

    private Path passphraseFile() throws IOException {
        Path demo = Objects.requireNonNull(folder.getParent());
        Path file = demo.resolve("passphrase");
        if (!Files.exists(file)) {
            Files.createDirectories(demo);
            byte[] random = new byte[PASSPHRASE_BYTES];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return file;
    }

    private static String uri(Path folder) {
        return folder.toUri().toString().replaceFirst("/$", "");
    }

    private static String digest(Path path) {
        try {
            byte[] sha256 =
                    MessageDigest.getInstance("SHA-256").digest(path.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK must provide SHA-256", e);
        }
    }
}
