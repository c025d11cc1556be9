package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a wrapper says about its encryption: absent members have defaults, and numbers may come as decimal text.
final class EncryptionMembers {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}");

    private final JsonMembers members;

    EncryptionMembers(JsonMembers members) {
        this.members = members;
    }

    /// @throws PackageException `UNSUPPORTED_ENCRYPTION`, `KDF_LIMIT` or `BAD_WRAPPER`
    KeyDerivation derivation(Salt salt) {
        JsonNode number = members.value("encryption_version");
        long version = number == null ? 1 : integer("encryption_version", number);
        requireText("aead", "chacha20poly1305", "chacha20poly1305");
        return switch (Encryption.of(version)) {
            case V1 -> new Pbkdf2(salt);
            case V2 -> {
                requireText("kdf", "argon2id", "pbkdf2");
                yield new Argon2id(salt, cost(members.value("kdf_parameters")));
            }
        };
    }

    /// The salt of the derivation, if the package has none of its own.
    byte[] hkdfSalt(Salt salt) {
        return members.has("hkdf_salt") ? members.bytes("hkdf_salt", 0) : salt.bytes();
    }

    private static Argon2Cost cost(@Nullable JsonNode parameters) {
        if (parameters == null || parameters.isNull()) {
            return Argon2Cost.DEFAULT;
        }
        if (!parameters.isObject()) {
            throw new PackageException(ErrorCode.BAD_WRAPPER, "kdf_parameters must be an object");
        }
        long length = parameter(parameters, "hash_len", DerivedKey.LENGTH);
        if (length != DerivedKey.LENGTH) {
            throw new PackageException(ErrorCode.KDF_LIMIT, "hash_len must be 32, got " + length);
        }
        return new Argon2Cost(
                clamped(parameter(parameters, "time_cost", Argon2Cost.DEFAULT.timeCost())),
                clamped(parameter(parameters, "memory_cost", Argon2Cost.DEFAULT.memoryKib())),
                clamped(parameter(parameters, "parallelism", Argon2Cost.DEFAULT.parallelism())));
    }

    private static long parameter(JsonNode parameters, String name, int absent) {
        JsonNode value = parameters.get(name);
        return value == null ? absent : integer(name, value);
    }

    /// Far outside the limits is outside.
    private static int clamped(long value) {
        return Math.clamp(value, -1, Integer.MAX_VALUE);
    }

    private static long integer(String name, JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.canConvertToLong() ? value.longValue() : Long.MAX_VALUE;
        }
        if (value.isTextual() && DECIMAL.matcher(value.textValue()).matches()) {
            return Long.parseLong(value.textValue());
        }
        throw new PackageException(ErrorCode.BAD_WRAPPER, "%s must be an integer".formatted(name));
    }

    private void requireText(String name, String wanted, String absent) {
        JsonNode value = members.value(name);
        if (value != null && !value.isTextual()) {
            throw new PackageException(ErrorCode.BAD_WRAPPER, "%s must be text".formatted(name));
        }
        if (!wanted.equals(value == null ? absent : value.textValue())) {
            throw new PackageException(ErrorCode.UNSUPPORTED_ENCRYPTION, "%s must be %s".formatted(name, wanted));
        }
    }
}
