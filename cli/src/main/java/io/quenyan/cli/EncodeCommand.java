package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.Descriptor;
import io.quenyan.format.Encryption;
import io.quenyan.format.Limits;
import io.quenyan.format.PackageWriter;
import io.quenyan.format.Salt;
import io.quenyan.format.SealingMaterial;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.Protection;
import io.quenyan.project.SealingSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Encodes one descriptor into one package.
@Command(description = "Encode a descriptor into an encrypted package.")
final class EncodeCommand implements Callable<Integer>, WritesPackages, Recorded {

    private final Run run;
    private final SecureRandom random = new SecureRandom();

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "Descriptor JSON; - is stdin.")
    @SuppressWarnings("NullAway.Init")
    private Path input;

    @Option(
            names = "--output",
            defaultValue = "-",
            paramLabel = "FILE",
            description = "Package; - is stdout (default).")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Mixin
    private final EncryptionOption encryption = new EncryptionOption();

    @Option(names = "--base64", description = "Write Base64 text, as the reference programs do, in place of bytes.")
    private boolean base64;

    @Option(
            names = "--honour-material",
            description =
                    "Use salt and nonce of the descriptor, for conformance tests. Never for content that changes.")
    private boolean honourMaterial;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Option(
            names = "--project-id",
            paramLabel = "ID",
            description = "With a key: the project that its data key is for (default: as project.json says).")
    private @Nullable String projectId;

    @Mixin
    private final ProtectionOptions protection = new ProtectionOptions();

    EncodeCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        Encryption version = encryption.version();
        Descriptor descriptor = Descriptor.parse(
                UserFile.read(input, Limits.PACKAGE_FILE, run.terminal().stdin()));
        byte[] bytes = transport(seal(descriptor, version));
        if (dryRun.given()) {
            run.say("Would write %d bytes to %s".formatted(bytes.length, output));
        } else if (UserFile.isStandard(output)) {
            run.print(bytes);
        } else {
            UserFile.write(output, bytes);
            report(bytes.length, version);
        }
        return Exit.OK.code();
    }

    private byte[] seal(Descriptor descriptor, Encryption version) {
        Salt salt = honourMaterial ? descriptor.salt().orElseGet(() -> Salt.random(random)) : Salt.random(random);
        try (Protection under = protection.ofPackage(projectId, run)) {
            SealingSecret sealing = under.secret().sealing(null);
            KeyManagement block = sealing.block();
            return new PackageWriter(sealing.keys().get(sealing.derivation(version, salt)))
                    .write(descriptor.under(block == null ? null : block.toNode()), material(descriptor));
        }
    }

    private SealingMaterial material(Descriptor descriptor) {
        byte[] hkdfSalt = Salt.random(random).bytes();
        return descriptor
                .nonce()
                .filter(_ -> honourMaterial)
                .map(nonce -> SealingMaterial.fixed(hkdfSalt, nonce))
                .orElseGet(() -> SealingMaterial.random(random));
    }

    private byte[] transport(byte[] frame) {
        return base64 ? Base64.getEncoder().encode(frame) : frame;
    }

    private void report(int bytes, Encryption version) {
        ObjectNode node = Run.object();
        node.put("output", output.toString());
        node.put("bytes", bytes);
        node.put("encryption", version.number());
        run.print(node, "%s: %d bytes, encryption %d".formatted(output, bytes, version.number()));
    }
}
