package io.parley.messaging.docs;

import io.parley.runtime.http.ExternalUrls;
import io.parley.runtime.problem.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * Serves what is made of the contract, without authentication: a collection of requests for Postman, and the JSON
 * Schemas of callbacks.
 */
@Path("/openapi")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ContractToolsResource {

    private static final String API = "/conversations/v3";
    private static final String SCHEMA = ".schema.json";

    private final ContractTools tools;
    private final ExternalUrls urls;

    ContractToolsResource(ContractTools tools, ExternalUrls urls) {
        this.tools = tools;
        this.urls = urls;
    }

    @GET
    @Path("/postman")
    public String postman(@Context UriInfo uri, @Context HttpHeaders headers) {
        return tools.postman(url(API, uri, headers));
    }

    /** The addresses of the schemas. */
    @GET
    @Path("/callbacks")
    public List<String> callbacks(@Context UriInfo uri, @Context HttpHeaders headers) {
        return tools.callbacks().stream()
                .map(name -> url("/openapi/callbacks/" + name + SCHEMA, uri, headers))
                .toList();
    }

    @GET
    @Path("/callbacks/{name}" + SCHEMA)
    @Produces("application/schema+json")
    public String schema(@PathParam("name") String name, @Context UriInfo uri, @Context HttpHeaders headers) {
        return tools.schema(name, url("/openapi/callbacks/" + name + SCHEMA, uri, headers))
                .orElseThrow(Problems::notFound);
    }

    private String url(String path, UriInfo uri, HttpHeaders headers) {
        return urls.of(uri, headers.getRequestHeaders())
                .replacePath(path)
                .replaceQuery(null)
                .build()
                .toString();
    }
}
