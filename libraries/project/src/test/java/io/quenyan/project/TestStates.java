package io.quenyan.project;

import io.quenyan.format.Encryption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// States for tests.
public final class TestStates {

    public static final UUID LINEAGE = UUID.fromString("8a4d1f0e-6c1b-5e0a-9f57-51594e310001");
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    private TestStates() {}

    /// A state with everything in it that a state can have.
    public static ProjectState small(long revision) {
        FileStamp stamp = new FileStamp(5, 1_700_000_000_123_456_789L, -1, 77);
        SealedWith sealed =
                new SealedWith(SealedWith.FORMAT, Encryption.V2, "00ff", new PackageKey("local", "alias/billing", "3"));
        RecordedFile both = new RecordedFile(
                "a \"é\uD83D\uDE00.json",
                FileMode.EXECUTABLE,
                A,
                List.of(
                        new RecordedPackage(EntryKind.DESCRIPTOR, B, 300, A, stamp),
                        new RecordedPackage(EntryKind.SOURCE, A, 200, B, null)),
                sealed,
                List.of("lib/x", "y"),
                TIME,
                revision,
                "0123456789abcdef",
                RebuildReason.DEPENDENCY_CHANGED,
                "fedcba",
                stamp);
        RecordedFile none = new RecordedFile(
                "b.json",
                FileMode.FILE,
                B,
                List.of(),
                new SealedWith("1.2.0", Encryption.V1, "01", null),
                List.of(),
                TIME,
                1,
                null,
                RebuildReason.NEW,
                null,
                null);
        return new ProjectState(
                LINEAGE, revision, "billing", TIME, new RecordedOutput(revision, A, B, 12), List.of(none, both));
    }

    public static byte[] bytes(ProjectState state) {
        var out = new ByteArrayOutputStream();
        try {
            StateForm.write(state, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
