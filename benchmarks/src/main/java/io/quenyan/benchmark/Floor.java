package io.quenyan.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What no program that does the work of a batch can leave out, each part alone and on one thread: reading the files,
/// hashing them, sealing them, and creating as many files of the packages' sizes.
final class Floor {

    /// Base64 and the wrapper make a package so much longer than its file.
    private static final double LONGER = 1.47;

    private final List<Path> files;

    Floor(Path project) throws IOException {
        try (Stream<Path> all = Files.walk(project)) {
            files = all.filter(file -> !file.startsWith(project.resolve(".git")))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /// Reads all files.
    String read() throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.readAllBytes(file).length;
        }
        return Long.toString(bytes);
    }

    /// Reads and hashes all files.
    String hashFiles() throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path file : files) {
            digest.digest(Files.readAllBytes(file));
        }
        return Integer.toString(files.size());
    }

    /// Hashes as many bytes as the files have, by SHA-256.
    String hash() throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] piece : pieces()) {
            digest.digest(piece);
        }
        return Integer.toString(files.size());
    }

    /// Seals as many bytes as the files have, file by file, by ChaCha20-Poly1305.
    String seal() throws IOException, GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        byte[] nonce = new byte[12];
        int count = 0;
        for (byte[] piece : pieces()) {
            nonce[count++ % nonce.length]++;
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "ChaCha20"), new IvParameterSpec(nonce));
            cipher.doFinal(piece);
        }
        return Integer.toString(count);
    }

    /// Creates a file of a package's size for every file, under folders like theirs.
    String create(Path target) throws IOException {
        int count = 0;
        for (byte[] piece : pieces()) {
            Path folder = target.resolve(Integer.toString(count / 10));
            if (count++ % 10 == 0) {
                Files.createDirectories(folder);
            }
            Files.write(folder.resolve(count + ".qyn1"), new byte[(int) (piece.length * LONGER)]);
        }
        return Integer.toString(count);
    }

    private List<byte[]> pieces() throws IOException {
        List<byte[]> pieces = new ArrayList<>(files.size());
        for (Path file : files) {
            pieces.add(new byte[(int) Files.size(file)]);
        }
        return pieces;
    }
}
