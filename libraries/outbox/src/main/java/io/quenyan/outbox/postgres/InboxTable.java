package io.quenyan.outbox.postgres;

import java.util.Map;

/// Remembers accepted requests and events, so that each has its effects once.
public final class InboxTable {

    /// What the inbox knew of a request.
    public enum Acceptance {
        /// Never seen: it is this transaction's to answer.
        NEW,
        /// The same request again. It has its answer, or will.
        REPEATED,
        /// The id was used for a request of other content.
        REUSED
    }

    private InboxTable() {}

    /// Accepts a request, or says why it is not new.
    ///
    /// @param contentSha256 of the fields outside the common block
    public static Acceptance accept(
            Transaction transaction, String topic, String key, String requestId, String contentSha256) {
        Map<String, Object> id = Map.of("topic", topic, "key", key, "request", requestId);
        int inserted = transaction.execute(
                """
                insert into inbox_request (topic, record_key, request_id, content_sha256)
                values (:topic, :key, :request, :sha256) on conflict do nothing""", Map.of("topic", topic, "key", key, "request", requestId, "sha256", contentSha256));
        if (inserted == 1) {
            return Acceptance.NEW;
        }
        Object known = transaction.row("""
                select content_sha256 from inbox_request
                 where topic = :topic and record_key = :key and request_id = :request""", id).orElseThrow()[0];
        return contentSha256.equals(known) ? Acceptance.REPEATED : Acceptance.REUSED;
    }

    /// Accepts an event. False if it was accepted before: then its effects must not be made again.
    public static boolean accept(Transaction transaction, String topic, String eventId) {
        return transaction.execute("""
                insert into inbox_event (topic, event_id) values (:topic, :event) on conflict do nothing""", Map.of("topic", topic, "event", eventId)) == 1;
    }
}
