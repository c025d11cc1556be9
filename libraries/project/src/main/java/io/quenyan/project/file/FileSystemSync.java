package io.quenyan.project.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes many files durable at once: one `syncfs` for their file system on Linux, else `fsync` file by file.
@SuppressWarnings("restricted") // three calls of the C library, with constant signatures
final class FileSystemSync {

    private static final int O_RDONLY_O_CLOEXEC = 0x80000;

    private static final Optional<FileSystemSync> SYNCFS = find();

    private final MethodHandle open;
    private final MethodHandle syncfs;
    private final MethodHandle close;

    private FileSystemSync(MethodHandle open, MethodHandle syncfs, MethodHandle close) {
        this.open = open;
        this.syncfs = syncfs;
        this.close = close;
    }

    /// Returns once the contents of `files`, which lie in the file system of `folder`, are durable.
    static void sync(Path folder, List<Path> files) throws IOException {
        if (files.size() > 1 && SYNCFS.isPresent() && SYNCFS.get().sync(folder)) {
            return;
        }
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    /// Makes all of the file system of `folder` durable, where the system has a call for it.
    static void all(Path folder) {
        SYNCFS.ifPresent(system -> system.sync(folder));
    }

    /// Whether the system did it.
    private boolean sync(Path folder) {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = (int)
                    open.invokeExact(arena.allocateFrom(folder.toString(), StandardCharsets.UTF_8), O_RDONLY_O_CLOEXEC);
            if (descriptor < 0) {
                return false;
            }
            int failed = (int) syncfs.invokeExact(descriptor);
            int ignored = (int) close.invokeExact(descriptor);
            return failed == 0;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static Optional<FileSystemSync> find() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        SymbolLookup symbols = linker.defaultLookup();
        FunctionDescriptor ofDescriptor = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        return symbols.find("syncfs")
                .flatMap(syncfs -> symbols.find("open")
                        .flatMap(open -> symbols.find("close")
                                .map(close -> new FileSystemSync(
                                        linker.downcallHandle(
                                                open,
                                                FunctionDescriptor.of(
                                                        ValueLayout.JAVA_INT,
                                                        ValueLayout.ADDRESS,
                                                        ValueLayout.JAVA_INT),
                                                Linker.Option.firstVariadicArg(2)),
                                        linker.downcallHandle(syncfs, ofDescriptor),
                                        linker.downcallHandle(close, ofDescriptor)))));
    }

    static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("The C library cannot be called", e);
    }
}
