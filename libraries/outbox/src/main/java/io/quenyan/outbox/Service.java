package io.quenyan.outbox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// Who this process is among the services.
///
/// @param name of the service, `encoder`: part of its relay's lock, of its transactional id and of its topics' groups
/// @param instance name of this process in its events
/// @param host name of the machine
/// @param environment name of the deployment, part of every event
public record Service(String name, String instance, String host, String environment) {

    /// This process, as an instance of that service.
    ///
    /// @param instance host and process id unless given
    public static Service of(String name, Optional<String> instance, String environment) {
        String host = hostName();
        return new Service(
                name,
                instance.orElseGet(() -> host + "-" + ProcessHandle.current().pid()),
                host,
                environment);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
