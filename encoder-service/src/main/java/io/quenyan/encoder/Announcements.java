package io.quenyan.encoder;

import io.quenyan.outbox.OutgoingRecord;
import java.util.List;
import java.util.Map;

/// Says what happened, as records for the outbox. The same fact always gets the same event id.
public interface Announcements {

    /// A package is stored and readable.
    OutgoingRecord packageEncoded(Batch batch, TaskResult.StoredPackage stored);

    /// A batch has its index: the answer to its request.
    OutgoingRecord batchEncoded(Batch batch, BatchResult result, Map<String, Long> excluded, List<String> integrations);

    /// A request can never work: the answer to it.
    OutgoingRecord refused(EncodeRequest request, Refusal refusal);
}
