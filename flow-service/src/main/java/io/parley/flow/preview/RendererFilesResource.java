package io.parley.flow.preview;

import io.parley.runtime.problem.Problems;
import io.parley.web.WebFile;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The scripts and style sheets of previews. Browsers revalidate them, so that all are of the same release. */
@Path("/flow-renderer/{path:.+}")
public class RendererFilesResource {

    @GET
    public Response file(@PathParam("path") String path, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
        var file = WebFile.find("flow-renderer/" + path).orElseThrow(Problems::notFound);
        var response = file.tag().equals(known) ? Response.notModified() : Response.ok(file.bytes(), file.type());
        return response.header(HttpHeaders.ETAG, file.tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }
}
