package io.quenyan.state.http;

import io.quenyan.outbox.postgres.DatabaseUnavailableException;
import io.quenyan.state.Views;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers questions about projects and runs. Nothing can be changed here.
@Path("/v1")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class StateResource {

    private final Views views;

    public StateResource(Views views) {
        this.views = views;
    }

    /// A project's outputs, its queue, and how much of it was rebuilt within seven days.
    @GET
    @Path("projects/{project}")
    @Operation(summary = "A project's outputs, its queue, and how much of it was rebuilt within seven days")
    public Views.ProjectView project(@PathParam("project") String project) {
        return views.project(project).orElseThrow(() -> new NotFoundException("No project '%s'".formatted(project)));
    }

    /// How many of a project's files are under which version of which key.
    @GET
    @Path("projects/{project}/keys")
    @Operation(summary = "How many of a project's files are under which version of which key")
    public List<Views.KeyUse> keys(@PathParam("project") String project) {
        return views.keys(project);
    }

    /// The run that a request asked for: the correlation id of its events is the request's id.
    @GET
    @Path("runs/{correlation}")
    @Operation(summary = "The run that a request asked for, by the correlation id of its events")
    public Views.RunView run(@PathParam("correlation") String correlation) {
        return views.run(correlation)
                .orElseThrow(() -> new NotFoundException("No run was asked for as '%s'".formatted(correlation)));
    }

    /// The database is down: ask again.
    @ServerExceptionMapper
    Response unavailable(DatabaseUnavailableException e) {
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header("Retry-After", 5)
                .build();
    }
}
