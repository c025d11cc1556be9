package io.quenyan.benchmark;

import com.sun.management.ThreadMXBean;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Encryption;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.PackageReader;
import io.quenyan.format.PackageWriter;
import io.quenyan.format.SealingMaterial;
import io.quenyan.format.SourceContent;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.Objects;

/// Packages in memory, all of one source file of mean length.
final class PackagesInMemory {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final SealingMaterial material = SealingMaterial.random(new SecureRandom());
    private final SourceContent source = ExampleSource.of(ExampleSource.MEAN_BYTES);
    private final DerivedKeys keys = ExampleKeys.fresh();
    private final KeyDerivation derivation;
    private final byte[] packaged;

    PackagesInMemory(Encryption encryption) {
        this.derivation = ExampleKeys.derivation(encryption);
        this.packaged = written(keys, derivation);
    }

    /// Encodes under a key that is there, and tells the bytes allocated and written per package.
    String encode(int times) {
        PackageWriter writer = new PackageWriter(keys.get(derivation));
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            Objects.requireNonNull(writer.write(source, material));
        }
        return perPackage(before, times);
    }

    /// Decodes under a key that is there.
    String decode(int times) {
        PackageReader reader = new PackageReader(keys);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            Objects.requireNonNull(reader.read(packaged));
        }
        return perPackage(before, times);
    }

    /// One package under a new key: its derivation is part of the work.
    String encodeOne() {
        try (DerivedKeys fresh = ExampleKeys.fresh()) {
            return String.valueOf(written(fresh, ExampleKeys.derivation(derivation.encryption())).length);
        }
    }

    /// One package whose key nobody has derived yet.
    String decodeOne() {
        try (DerivedKeys fresh = ExampleKeys.fresh()) {
            return new PackageReader(fresh).read(packaged).sourceHash();
        }
    }

    /// The key of a new batch and nothing else.
    String derive() {
        try (DerivedKeys fresh = ExampleKeys.fresh()) {
            return fresh.get(ExampleKeys.derivation(derivation.encryption())).toString();
        }
    }

    private byte[] written(DerivedKeys under, KeyDerivation wanted) {
        return new PackageWriter(under.get(wanted)).write(source, material);
    }

    private String perPackage(long before, int times) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        return "%d %d".formatted(allocated / times, packaged.length);
    }
}
