package io.quenyan.cli.kafka;

import io.quenyan.event.EventEncoder;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/// Publishes requests. When [#send] returns, the request is kept by the cluster.
public final class RequestSender {

    private final EventSender sender;

    public RequestSender(Cluster cluster) {
        this.sender = new EventSender(cluster);
    }

    /// Sends `request`, in the frame of the registry, to the topic of its record.
    public void send(SpecificRecord request) {
        sender.send(List.of(EventEncoder.encode(request)));
    }
}
