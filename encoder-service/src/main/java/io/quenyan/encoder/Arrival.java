package io.quenyan.encoder;

import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record that arrived on the request topic, read as far as it can be.
public sealed interface Arrival {

    Position position();

    /// A request: it has an id and a project, so it gets an answer.
    ///
    /// @param contentSha256 digest of the fields outside the common block, to tell a repeat from a reused id
    /// @param refusal why it is refused whatever it asks; null normally
    /// @param deadLetter kept besides the answer; null normally
    record Asked(
            Position position,
            EncodeRequest request,
            String contentSha256,
            @Nullable Refusal refusal,
            @Nullable OutgoingRecord deadLetter)
            implements Arrival {}

    /// Bytes that hold no request. They are kept as they are.
    record Unreadable(Position position, OutgoingRecord deadLetter) implements Arrival {}

    /// Where arrivals are taken in.
    interface Intake {

        /// Takes arrivals into the inbox, in one transaction with their positions. Those that were taken before
        /// are left out, so that the call may be repeated.
        void take(List<Arrival> arrivals);
    }
}
