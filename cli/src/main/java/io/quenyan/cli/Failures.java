package io.quenyan.cli;

import io.quenyan.event.registry.RegistryUnavailableException;
import io.quenyan.event.registry.SchemaRefusedException;
import io.quenyan.event.registry.UnknownSchemaException;
import io.quenyan.format.ErrorCode;
import io.quenyan.format.PackageException;
import io.quenyan.kms.Answer;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.local.process.StartFailedException;
import io.quenyan.project.IndexException;
import io.quenyan.project.IndexTrust;
import io.quenyan.project.KeyRefusedException;
import io.quenyan.project.NameCollisionException;
import io.quenyan.project.OutputRefusedException;
import io.quenyan.project.StateException;
import io.quenyan.project.UnreadableSourceException;
import io.quenyan.project.UntrustedIndexException;
import io.quenyan.project.file.ForeignStateException;
import io.quenyan.project.file.QuarantineException;
import io.quenyan.project.file.StateForkedException;
import io.quenyan.project.file.StateInUseException;
import io.quenyan.project.graph.GraphException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Turns whatever stopped a command into one line and an exit code. Total.
final class Failures {

    private static final Set<ErrorCode> CRYPTOGRAPHIC = Set.of(ErrorCode.AUTH_FAILED, ErrorCode.KEY_NOT_ALLOWED);

    private Failures() {}

    /// @param writesPackages whether the command makes packages, so that a bad one is bad input and not damage
    static CommandFailure of(Throwable trouble, boolean writesPackages) {
        return switch (trouble) {
            case CommandFailure known -> known;
            case PackageException bad -> ofPackage(bad, writesPackages);
            case StartFailedException platform ->
                new CommandFailure(Exit.UNREACHABLE, "START_FAILED", oneLine(platform.getMessage()), platform);
            case KeysUnavailableException keys -> ofKeys(keys);
            case KeyRefusedException refused ->
                new CommandFailure(
                        KeyProviders.exit(Answer.Reason.valueOf(refused.reason())),
                        refused.reason(),
                        oneLine(refused.getMessage()),
                        refused);
            case UntrustedIndexException untrusted -> ofIndex(untrusted);
            case OutputRefusedException refused -> ofOutput(refused);
            case ForeignStateException foreign ->
                new CommandFailure(Exit.REFUSED, "STATE_FOREIGN", oneLine(foreign.getMessage()), foreign);
            case QuarantineException stuck ->
                new CommandFailure(
                        stuck.denied() ? Exit.PERMISSION : Exit.FAILURE,
                        "STATE_STUCK",
                        oneLine(stuck.getMessage()),
                        stuck);
            case UnreadableSourceException source -> ofSource(source);
            case StateException state ->
                new CommandFailure(Exit.INTEGRITY, "STATE_DAMAGED", oneLine(state.getMessage()), state);
            case StateForkedException forked ->
                new CommandFailure(Exit.INTEGRITY, "STATE_FORKED", oneLine(forked.getMessage()), forked);
            case StateInUseException inUse ->
                new CommandFailure(Exit.UNREACHABLE, "STATE_IN_USE", oneLine(inUse.getMessage()), inUse);
            case IndexException index ->
                new CommandFailure(Exit.INTEGRITY, "BAD_INDEX", oneLine(index.getMessage()), index);
            case GraphException graph ->
                new CommandFailure(Exit.INTEGRITY, "BAD_GRAPH", oneLine(graph.getMessage()), graph);
            case NameCollisionException collision ->
                new CommandFailure(Exit.FAILURE, "NAME_COLLISION", oneLine(collision.getMessage()), collision);
            case CancellationException cancelled ->
                new CommandFailure(Exit.INTERRUPTED, "INTERRUPTED", "Interrupted", cancelled);
            case UncheckedIOException wrapped -> of(Objects.requireNonNull(wrapped.getCause()), writesPackages);
            case IOException io -> ofFile(io);
            case RegistryUnavailableException down -> unreachable(down.getMessage(), down);
            case SchemaRefusedException refused ->
                new CommandFailure(Exit.REFUSED, "SCHEMA_REFUSED", oneLine(refused.getMessage()), refused);
            case UnknownSchemaException unknown ->
                new CommandFailure(Exit.FAILURE, "SCHEMA_NOT_REGISTERED", oneLine(unknown.getMessage()), unknown);
            case KafkaException kafka -> unreachable("The Kafka cluster does not answer: " + kafka.getMessage(), kafka);
            default ->
                new CommandFailure(
                        Exit.FAILURE,
                        "INTERNAL",
                        "%s: %s; --verbose shows where"
                                .formatted(trouble.getClass().getSimpleName(), oneLine(trouble.getMessage())),
                        trouble);
        };
    }

    private static CommandFailure ofKeys(KeysUnavailableException keys) {
        return keys.trouble() == KeysUnavailableException.Trouble.STORE_INVALID
                ? new CommandFailure(Exit.INTEGRITY, "KEY_STORE_INVALID", oneLine(keys.getMessage()), keys)
                : new CommandFailure(Exit.UNREACHABLE, "KEYS_UNAVAILABLE", oneLine(keys.getMessage()), keys);
    }

    private static CommandFailure ofIndex(UntrustedIndexException untrusted) {
        return untrusted.trust() == IndexTrust.WRONG_SECRET
                ? new CommandFailure(Exit.CRYPTOGRAPHIC, "AUTH_FAILED", oneLine(untrusted.getMessage()), untrusted)
                : new CommandFailure(Exit.INTEGRITY, "INDEX_ALTERED", oneLine(untrusted.getMessage()), untrusted);
    }

    private static CommandFailure ofOutput(OutputRefusedException refused) {
        Exit exit = switch (refused.reason()) {
            case FOREIGN -> Exit.REFUSED;
            case IN_USE -> Exit.UNREACHABLE;
            case OTHER_SECRET -> Exit.CRYPTOGRAPHIC;
            case INDEX_ALTERED -> Exit.INTEGRITY;
        };
        return new CommandFailure(exit, "OUTPUT_" + refused.reason(), oneLine(refused.getMessage()), refused);
    }

    private static CommandFailure ofSource(UnreadableSourceException source) {
        Exit exit = switch (source.reason()) {
            case NOT_A_REPOSITORY, UNKNOWN_REVISION -> Exit.NOT_FOUND;
            case ALTERNATES, GITDIR_OUTSIDE, TOO_LARGE -> Exit.REFUSED;
            case DAMAGED -> Exit.INTEGRITY;
            case IO -> Exit.FAILURE;
        };
        return new CommandFailure(exit, "SOURCE_" + source.reason(), oneLine(source.getMessage()), source);
    }

    private static CommandFailure ofPackage(PackageException bad, boolean writesPackages) {
        return new CommandFailure(exit(bad.code(), writesPackages), bad.code().name(), oneLine(bad.getMessage()), bad);
    }

    static Exit exit(ErrorCode code, boolean writesPackages) {
        if (code == ErrorCode.EMPTY_PASSPHRASE) {
            return Exit.USAGE;
        }
        if (CRYPTOGRAPHIC.contains(code)) {
            return Exit.CRYPTOGRAPHIC;
        }
        return writesPackages ? Exit.FAILURE : Exit.INTEGRITY;
    }

    /// Only the last name of a path is told: what the user did not type is not theirs to leak.
    private static CommandFailure ofFile(IOException io) {
        return switch (io) {
            case NoSuchFileException none ->
                new CommandFailure(Exit.NOT_FOUND, "NOT_FOUND", "'%s' does not exist".formatted(name(none)), none);
            case AccessDeniedException denied ->
                new CommandFailure(
                        Exit.PERMISSION,
                        "PERMISSION_DENIED",
                        "'%s' may not be read or written by this user".formatted(name(denied)),
                        denied);
            case NotDirectoryException file ->
                new CommandFailure(Exit.USAGE, "NOT_A_FOLDER", "'%s' is not a folder".formatted(name(file)), file);
            case FileSystemException other ->
                new CommandFailure(Exit.FAILURE, "IO_FAILED", "'%s': %s".formatted(name(other), reason(other)), other);
            default -> new CommandFailure(Exit.FAILURE, "IO_FAILED", oneLine(io.getMessage()), io);
        };
    }

    private static String name(FileSystemException trouble) {
        String file = Objects.requireNonNullElse(trouble.getFile(), "a file");
        Path name = Path.of(file).getFileName();
        return name == null ? file : name.toString();
    }

    static String reason(FileSystemException trouble) {
        return Objects.requireNonNullElse(
                trouble.getReason(), trouble.getClass().getSimpleName().replace("Exception", ""));
    }

    private static CommandFailure unreachable(@Nullable String message, Throwable cause) {
        return new CommandFailure(Exit.UNREACHABLE, "UNREACHABLE", oneLine(message), cause);
    }

    static String oneLine(@Nullable String message) {
        return message == null ? "no reason given" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
