package io.parley.flow.preview;

import io.parley.renderer.RendererFile;
import io.parley.runtime.access.ClientLimit;
import io.parley.runtime.problem.ProblemJson;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/**
 * The public page of a preview, its content, and the files of the renderer. No key is needed. A token that has ended gets the same
 * bytes as one that never existed.
 */
@Path("/")
public class FlowPreviewPageResource {
    private final FlowPreviews previews;
    private final ClientLimit limit;

    FlowPreviewPageResource(FlowPreviews previews, FlowPreviewConfig settings) {
        this.previews = previews;
        this.limit = new ClientLimit(settings.requests(), settings.period());
    }

    @GET
    @Path("flow-previews/{token}")
    public Uni<Response> page(@PathParam("token") String token, @Context HttpServerRequest request) {
        limit.consume(request.remoteAddress());
        return previews.flow(token)
                .map(flow -> flow.isPresent()
                        ? protect(Response.ok(PreviewPage.page(), PreviewPage.HTML))
                        : protect(Response.status(404).type(PreviewPage.HTML).entity(PreviewPage.ended())));
    }

    @GET
    @Path("flow-previews/{token}/flow")
    public Uni<Response> content(@PathParam("token") String token, @Context HttpServerRequest request) {
        limit.consume(request.remoteAddress());
        return previews.content(token)
                .map(content -> protect(content.map(found -> Response.ok(found, MediaType.APPLICATION_JSON_TYPE))
                        .orElseGet(() -> Response.fromResponse(ProblemJson.response(Problems.notFound())))));
    }

    /** Browsers revalidate the files, so that all of them are of the same release. */
    @GET
    @Path("flow-renderer/{path:.+}")
    public Response file(@PathParam("path") String path, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
        var file = RendererFile.find(path).orElseThrow(Problems::notFound);
        var response = file.tag().equals(known)
                ? Response.notModified()
                : Response.ok(file.bytes()).header(HttpHeaders.CONTENT_TYPE, file.type());
        return response.header(HttpHeaders.ETAG, file.tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }

    private static Response protect(ResponseBuilder response) {
        PreviewPage.HEADERS.forEach(response::header);
        return response.build();
    }
}
