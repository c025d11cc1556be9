package io.quenyan.state.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses calls that a page of somebody else has a browser send: a name that only leads here (`Host`), or another
/// page's
/// `Origin`.
@Singleton
public class LocalCallers {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> hosts;

    LocalCallers(@ConfigProperty(name = "quenyan.http.hosts") Optional<Set<String>> named) {
        hosts = new HashSet<>(LOOPBACK);
        named.ifPresent(hosts::addAll);
    }

    /// The refusal, if there is one.
    @ServerRequestFilter
    public Optional<Response> check(HttpServerRequest request) {
        HostAndPort called = request.authority();
        String origin = request.getHeader("Origin");
        boolean known = called != null && hosts.contains(called.host()) && (origin == null || isKnown(origin));
        return known
                ? Optional.empty()
                : Optional.of(Response.status(Response.Status.FORBIDDEN).build());
    }

    private boolean isKnown(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host != null && hosts.contains(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
