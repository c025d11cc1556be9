package io.quenyan.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/// What can be known of a package without a secret. None of it is authentic: that needs the key.
public final class Inspection {

    private final byte[] input;
    private final Transport.Found found;
    private final Wrapper wrapper;

    private Inspection(byte[] input, Transport.Found found, Wrapper wrapper) {
        this.input = input;
        this.found = found;
        this.wrapper = wrapper;
    }

    /// Reads everything outside the ciphertext, with the checks of a reader.
    ///
    /// @throws PackageException with the code of what is wrong
    public static Inspection of(byte[] anyTransport) {
        Transport.Found found = Transport.find(anyTransport);
        return new Inspection(anyTransport, found, WrapperReader.read(found));
    }

    /// How the key is derived.
    public KeyDerivation derivation() {
        return wrapper.derivation();
    }

    /// The metadata; empty where a legacy package has none. A copy.
    public ObjectNode metadata() {
        return wrapper.metadata() == null
                ? JsonNodeFactory.instance.objectNode()
                : wrapper.metadata().deepCopy();
    }

    /// As JSON, for people and scripts.
    public ObjectNode toNode() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("transport", found.transport().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        node.put("base64", found.base64());
        node.put("bytes", input.length);
        node.put("sha256", HexFormat.of().formatHex(Sha256.of(input, 0, input.length)));
        node.put("wrapper_version", wrapper.version().toString());
        node.put(
                "payload_version",
                wrapper.payloadVersion() == null
                        ? null
                        : wrapper.payloadVersion().toString());
        if (wrapper.features() != null) {
            Feature.names(wrapper.features()).forEach(node.putArray("payload_features")::add);
        }
        node.set("encryption", encryption());
        node.put("ciphertext_bytes", wrapper.ciphertextLength());
        node.set("metadata", metadata());
        return node;
    }

    private ObjectNode encryption() {
        KeyDerivation derivation = wrapper.derivation();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("version", derivation.encryption().number()).put("aead", "chacha20poly1305");
        switch (derivation) {
            case Pbkdf2 _ ->
                node.put("kdf", "pbkdf2-hmac-sha256")
                        .putObject("kdf_parameters")
                        .put("iterations", Pbkdf2.ITERATIONS);
            case Argon2id(Salt _, Argon2Cost cost) ->
                node.put("kdf", "argon2id")
                        .put("hkdf_salt", Base64.getEncoder().encodeToString(wrapper.hkdfSalt()))
                        .putObject("kdf_parameters")
                        .put("hash_len", DerivedKey.LENGTH)
                        .put("memory_cost", cost.memoryKib())
                        .put("parallelism", cost.parallelism())
                        .put("time_cost", cost.timeCost());
        }
        return node.put("salt", derivation.salt().base64())
                .put("nonce", Base64.getEncoder().encodeToString(wrapper.nonce()));
    }

    @Override
    public String toString() {
        return "Inspection" + toNode();
    }
}
