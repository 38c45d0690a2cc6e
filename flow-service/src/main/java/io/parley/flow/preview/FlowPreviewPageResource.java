package io.parley.flow.preview;

import io.parley.runtime.access.ClientLimit;
import io.parley.runtime.problem.ProblemJson;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/**
 * The public page of a preview and its content. No key is needed. A token that has ended gets the same bytes as one that never
 * existed.
 */
@Path("/flow-previews/{token}")
public class FlowPreviewPageResource {
    private final FlowPreviews previews;
    private final PreviewSlots slots;
    private final ClientLimit limit;

    FlowPreviewPageResource(FlowPreviews previews, PreviewSlots slots, FlowPreviewConfig settings) {
        this.previews = previews;
        this.slots = slots;
        this.limit = new ClientLimit(settings.requests(), settings.period());
    }

    @GET
    public Uni<Response> page(@PathParam("token") String token, @Context RoutingContext request) {
        limit.consume(request.request().remoteAddress());
        return previews.flow(token)
                .map(flow -> protect(
                        flow.isPresent()
                                ? Response.ok(PreviewPage.page(), PreviewPage.HTML)
                                : Response.status(404).type(PreviewPage.HTML).entity(PreviewPage.ended())));
    }

    @GET
    @Path("/flow")
    public Uni<Response> content(@PathParam("token") String token, @Context RoutingContext request) {
        limit.consume(request.request().remoteAddress());
        slots.occupy(request);
        return previews.content(token)
                .map(content -> protect(content.map(found -> Response.ok(found, MediaType.APPLICATION_JSON_TYPE))
                        .orElseGet(() -> Response.fromResponse(ProblemJson.response(Problems.notFound())))));
    }

    private static Response protect(ResponseBuilder response) {
        PreviewPage.HEADERS.forEach(response::header);
        return response.build();
    }
}
