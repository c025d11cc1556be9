package io.quenyan.event;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Ids of events. The id of an effect follows from its cause, so that work done twice tells the same event twice.
///
/// ```text
/// id = UUIDv5(8a4d1f0e-6c1b-5e0a-9f57-51594e310001, causation_id or nothing, NUL, event_name, NUL, subject)
/// ```
public final class EventIds {

    private static final NameBasedGenerator NAMED =
            Generators.nameBasedGenerator(UUID.fromString("8a4d1f0e-6c1b-5e0a-9f57-51594e310001"));
    private static final TimeBasedEpochGenerator TIMED = Generators.timeBasedEpochGenerator();

    private EventIds() {}

    /// Returns the id of the event `eventName` about `subject` that `causationId` brought about.
    public static UUID of(@Nullable String causationId, String eventName, String subject) {
        String name = (causationId == null ? "" : causationId) + '\0' + eventName + '\0' + subject;
        return NAMED.generate(name.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns a new id, a UUIDv7, for an event that nothing caused.
    public static UUID root() {
        return TIMED.generate();
    }
}
