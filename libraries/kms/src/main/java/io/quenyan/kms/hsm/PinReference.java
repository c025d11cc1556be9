package io.quenyan.kms.hsm;

import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Where a PIN is. The PIN itself is in no configuration, and is read when it is needed.
public sealed interface PinReference {

    /// In a variable of the environment.
    record Variable(String name) implements PinReference {}

    /// In a file; a line end after it does not belong to it.
    record InFile(Path path) implements PinReference {}

    /// Reads `env:NAME` or `file:PATH`; nothing for anything else, which may be a PIN and is not repeated.
    static Optional<PinReference> parse(String text) {
        if (text.startsWith("env:") && text.length() > "env:".length()) {
            return Optional.of(new Variable(text.substring("env:".length())));
        }
        return text.startsWith("file:") && text.length() > "file:".length()
                ? Optional.of(new InFile(Path.of(text.substring("file:".length()))))
                : Optional.empty();
    }

    /// The PIN; the caller wipes it.
    ///
    /// @throws KeysUnavailableException if it is not there
    default char[] read(Map<String, String> environment) {
        return switch (this) {
            case Variable(String name) -> {
                String pin = environment.get(name);
                if (pin == null || pin.isEmpty()) {
                    throw new KeysUnavailableException(
                            Trouble.CREDENTIALS,
                            "The PIN should be in the variable %s, which is not set".formatted(name));
                }
                yield pin.toCharArray();
            }
            case InFile(Path path) -> inFile(path);
        };
    }

    private static char[] inFile(Path path) {
        try {
            byte[] bytes = Files.readAllBytes(path);
            CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
            Arrays.fill(bytes, (byte) 0);
            int length = text.length();
            while (length > 0 && (text.charAt(length - 1) == '\n' || text.charAt(length - 1) == '\r')) {
                length--;
            }
            char[] pin = new char[length];
            text.get(pin);
            if (text.hasArray()) {
                Arrays.fill(text.array(), '\0');
            }
            return pin;
        } catch (IOException e) {
            throw new KeysUnavailableException(
                    Trouble.CREDENTIALS, "The PIN should be in %s, which cannot be read: %s".formatted(path, e), e);
        }
    }
}
