package io.quenyan.project.file;

import io.quenyan.project.FileStamp;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Linux's `statx`: all that is asked of a file in one call, without the objects that Java makes of every look. Its
/// structure is the same on every processor.
///
/// ```text
/// statx(folder, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, buffer)
/// buffer: mode at 28 (2 bytes), inode at 32 (8), size at 40 (8), ctime at 96, mtime at 112 (seconds 8, nanoseconds 4)
/// ```
@SuppressWarnings("restricted") // three calls of the C library, with constant signatures
final class Statx {

    /// Stands for the current folder where a path is absolute.
    static final int NO_FOLDER = -100;

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int BASIC_STATS = 0x7FF;
    private static final int O_PATH_O_CLOEXEC = 0x280000;
    private static final int BUFFER_BYTES = 256;

    /// A path of Linux, with its NUL.
    private static final int MOST_PATH_BYTES = 4_096;

    private static final long NANOS = 1_000_000_000;
    private static final int TYPE = 0xF000;
    private static final int FOLDER = 0x4000;
    private static final int FILE = 0x8000;
    private static final int LINK = 0xA000;
    private static final int OWNER_EXECUTES = 0x40;

    private static final Linker LINKER = Linker.nativeLinker();

    // Null where there is none. Constants themselves, so that a call costs what it costs in C.
    private static final @Nullable MethodHandle STATX = find(
            "statx",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS));
    private static final @Nullable MethodHandle OPENAT = find(
            "openat",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(3));
    private static final @Nullable MethodHandle CLOSE =
            find("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    /// 0 where it is not known.
    private static final int O_NOFOLLOW = switch (System.getProperty("os.arch")) {
        case "amd64", "riscv64" -> 0x20000;
        case "aarch64" -> 0x8000;
        default -> 0;
    };

    /// One for each thread: room for the answer, and for a path.
    private static final ThreadLocal<MemorySegment> ROOM =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(BUFFER_BYTES + MOST_PATH_BYTES, Long.BYTES));

    private Statx() {}

    /// What the system says of the file at an absolute path, of which no link is followed at its end; null as below.
    static @Nullable FileAttributes of(String path) {
        return of(NO_FOLDER, path);
    }

    /// The same for a name in an open folder. Null if it says nothing, there is no such call, or the path is long.
    static @Nullable FileAttributes of(int folder, String path) {
        MethodHandle call = STATX;
        if (call == null || !fits(path)) {
            return null;
        }
        MemorySegment room = ROOM.get();
        MemorySegment name = named(room, path);
        try {
            int failed = (int) call.invokeExact(folder, name, AT_SYMLINK_NOFOLLOW, BASIC_STATS, room);
            return failed == 0 ? attributes(room) : null;
        } catch (Throwable e) {
            throw FileSystemSync.unexpected(e);
        }
    }

    /// Opens a folder to look into. Negative if it cannot be. A link is opened itself, and has no files in it.
    static int open(int folder, String path) {
        MethodHandle call = OPENAT;
        if (call == null || O_NOFOLLOW == 0 || !fits(path)) {
            return -1;
        }
        // The root of a tree may be a link: it is the caller's choice.
        int flags = folder == NO_FOLDER ? O_PATH_O_CLOEXEC : O_PATH_O_CLOEXEC | O_NOFOLLOW;
        MemorySegment name = named(ROOM.get(), path);
        try {
            return (int) call.invokeExact(folder, name, flags);
        } catch (Throwable e) {
            throw FileSystemSync.unexpected(e);
        }
    }

    static void close(int folder) {
        MethodHandle call = CLOSE;
        if (call != null) {
            try {
                int ignored = (int) call.invokeExact(folder);
            } catch (Throwable e) {
                throw FileSystemSync.unexpected(e);
            }
        }
    }

    private static boolean fits(String path) {
        return path.length() < MOST_PATH_BYTES / 3 && path.indexOf('\0') < 0;
    }

    private static MemorySegment named(MemorySegment room, String path) {
        MemorySegment name = room.asSlice(BUFFER_BYTES);
        name.setString(0, path, StandardCharsets.UTF_8);
        return name;
    }

    private static FileAttributes attributes(MemorySegment found) {
        int mode = found.get(ValueLayout.JAVA_SHORT, 28);
        long size = found.get(ValueLayout.JAVA_LONG, 40);
        FileAttributes.Kind kind = switch (mode & TYPE) {
            case FOLDER -> FileAttributes.Kind.FOLDER;
            case FILE -> FileAttributes.Kind.FILE;
            case LINK -> FileAttributes.Kind.LINK;
            default -> FileAttributes.Kind.OTHER;
        };
        return new FileAttributes(
                kind,
                (mode & OWNER_EXECUTES) != 0,
                size,
                new FileStamp(size, nanos(found, 112), nanos(found, 96), found.get(ValueLayout.JAVA_LONG, 32)));
    }

    private static long nanos(MemorySegment found, long at) {
        return found.get(ValueLayout.JAVA_LONG, at) * NANOS + found.get(ValueLayout.JAVA_INT, at + Long.BYTES);
    }

    /// Only where Java's names are the system's bytes in UTF-8, as they are here.
    private static @Nullable MethodHandle find(String name, FunctionDescriptor form, Linker.Option... options) {
        boolean known = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")
                && System.getProperty("sun.jnu.encoding", "").equals("UTF-8");
        return known
                ? LINKER.defaultLookup()
                        .find(name)
                        .map(function -> LINKER.downcallHandle(function, form, options))
                        .orElse(null)
                : null;
    }
}
