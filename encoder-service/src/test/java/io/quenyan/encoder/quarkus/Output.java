package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Descriptor;
import io.quenyan.format.Inspection;
import io.quenyan.format.KdfLimits;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.PackageReader;
import io.quenyan.format.Passphrase;
import io.quenyan.project.IndexEntry;
import io.quenyan.project.IndexFile;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A folder of packages as somebody sees it who has the passphrase and nothing else.
final class Output {

    private final Path folder;
    private final String passphrase;

    Output(Path folder, String passphrase) {
        this.folder = folder;
        this.passphrase = passphrase;
    }

    Path folder() {
        return folder;
    }

    String uri() {
        return folder.toUri().toString().replaceFirst("/$", "");
    }

    /// The index, which must be vouched for.
    ProjectIndex index() {
        IndexFile file = indexFile();
        try (DerivedKeys keys = keys()) {
            assertThat(file.vouchedBy(keys.get(file.claimed().derivation())))
                    .as("index")
                    .isTrue();
        }
        return file.claimed();
    }

    String indexSha256() {
        return indexFile().sha256();
    }

    /// The bytes of every package in the index, by name.
    Map<String, byte[]> packages() {
        Map<String, byte[]> packages = new TreeMap<>();
        for (IndexEntry entry : index().entries()) {
            packages.put(entry.packageName(), bytes(folder.resolve(entry.packageName())));
        }
        return packages;
    }

    /// What is in the source packages by path; every package must be what the index says and open.
    Map<String, byte[]> sources() {
        Map<String, byte[]> sources = new TreeMap<>();
        try (DerivedKeys keys = keys()) {
            PackageReader reader = new PackageReader(keys);
            for (IndexEntry entry : index().entries()) {
                byte[] bytes = bytes(folder.resolve(entry.packageName()));
                assertThat(Sha256.hex(bytes)).as(entry.packageName()).isEqualTo(entry.sha256());
                Descriptor descriptor = reader.read(bytes);
                if (descriptor.isSource()) {
                    sources.put(entry.path(), descriptor.tokens());
                }
            }
        }
        return sources;
    }

    /// What the keys of all packages are derived from.
    Set<KeyDerivation> derivations() {
        return packages().values().stream()
                .map(bytes -> Inspection.of(bytes).derivation())
                .collect(Collectors.toSet());
    }

    private IndexFile indexFile() {
        return IndexFile.parse(bytes(folder.resolve("index.json")));
    }

    private DerivedKeys keys() {
        return new DerivedKeys(Passphrase.of(passphrase.toCharArray()), KdfLimits.DEFAULT);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
