package io.quenyan.project;

import io.quenyan.format.PackageWriter;
import io.quenyan.format.SealingMaterial;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What all files of a batch are encoded with.
///
/// @param generation of the output that the batch writes; it stands in every source package
/// @param sources whether every file gets a source package
/// @param keyManagement what the packages tell of a key; null for a passphrase alone
/// @param material where salt and nonce of the packages of a path come from
public record EncodingJob(
        String projectId,
        long generation,
        boolean sources,
        @Nullable KeyManagement keyManagement,
        PackageWriter writer,
        Function<String, SealingMaterial> material) {}
