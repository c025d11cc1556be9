package io.quenyan.cli;

import io.quenyan.event.EventIds;
import io.quenyan.project.kms.NamedKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is asked of the services, and where: the options of a command, completed by the project around it.
///
/// @param remote the options of asking
/// @param projectRoot null unless given
/// @param outputDir null unless given
/// @param projectId null unless given
record RemoteTarget(
        RemoteOptions remote,
        @Nullable Path projectRoot,
        @Nullable Path outputDir,
        @Nullable String projectId) {

    /// The request.
    ///
    /// @throws CommandFailure exit 2 if something that is needed was neither given nor found
    EncodeRequest request(List<String> include, boolean sources, int encryption, ProtectionOptions protection) {
        Optional<Defaults> defaults = Defaults.find(projectRoot);
        NamedKey key = protection.inPlaceOf(remote.passphraseRef(), defaults).orElse(null);
        String reference = key != null
                ? null
                : required(
                        "--passphrase-ref",
                        remote.passphraseRef(),
                        () -> defaults.flatMap(Defaults::passphraseRef).orElse(null));
        return new EncodeRequest(
                required(
                        "--project-root or --project-id",
                        projectId,
                        () -> defaults.map(known -> known.projectId(null)).orElse(null)),
                required(
                        "--request-id",
                        remote.requestId(),
                        () -> EventIds.root().toString()),
                required(
                        "--source-uri or --project-root",
                        text(remote.sourceUri()),
                        () -> defaults.map(known -> "git+" + uri(known.root())).orElse(null)),
                remote.revision(),
                required("--output-uri or --output-dir", text(remote.outputUri()), () -> outputUri(defaults)),
                include,
                sources,
                reference,
                key,
                encryption);
    }

    private @Nullable String outputUri(Optional<Defaults> defaults) {
        if (outputDir != null) {
            return uri(outputDir);
        }
        return defaults.filter(known -> known.file() != null)
                .map(known -> uri(known.output(null)))
                .orElse(null);
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }

    private static String uri(Path folder) {
        return folder.toAbsolutePath().normalize().toUri().toString().replaceFirst("/$", "");
    }

    private static String required(String option, @Nullable String given, Supplier<@Nullable String> otherwise) {
        String value = given != null ? given : otherwise.get();
        if (value == null) {
            throw Defaults.missing(option);
        }
        return value;
    }
}
