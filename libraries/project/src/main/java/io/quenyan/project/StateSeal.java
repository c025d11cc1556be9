package io.quenyan.project;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two ends of a state, which can be read without what is between: the checksum, and its place in its line.
public final class StateSeal {

    private static final byte[] MIDDLE = StateForm.MIDDLE.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = StateForm.TAIL.getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 64;
    private static final Pattern HEAD =
            Pattern.compile("\\{\"format\":\"%s\",\"lineage\":\"(%s)\",\"revision\":(\\d{1,18}),"
                    .formatted(Pattern.quote(StateForm.FORMAT), "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"));

    /// How many bytes the checksum and what is around it take.
    public static final int BYTES = MIDDLE.length + DIGITS + TAIL.length;

    private StateSeal() {}

    /// The checksum in the last [#BYTES] bytes of a state.
    ///
    /// @throws StateException if they hold none: the file was cut off, or never was a state
    public static String checksum(byte[] seal) {
        boolean framed = seal.length == BYTES
                && Arrays.equals(seal, 0, MIDDLE.length, MIDDLE, 0, MIDDLE.length)
                && Arrays.equals(seal, MIDDLE.length + DIGITS, BYTES, TAIL, 0, TAIL.length);
        String checksum = framed ? new String(seal, MIDDLE.length, DIGITS, StandardCharsets.ISO_8859_1) : "";
        if (!Sha256.isHex(checksum)) {
            throw new StateException("does not end as a state ends: it was cut off, or is none");
        }
        return checksum;
    }

    /// The place of a state in its line, as its first bytes claim.
    public record Place(UUID lineage, long revision) {}

    /// Finds the place without reading more than the first bytes; nothing if they are not those of a state.
    public static Optional<Place> place(byte[] head) {
        Matcher matcher = HEAD.matcher(new String(head, StandardCharsets.ISO_8859_1));
        return matcher.lookingAt()
                ? Optional.of(new Place(UUID.fromString(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
