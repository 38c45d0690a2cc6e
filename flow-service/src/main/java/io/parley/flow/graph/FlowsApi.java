package io.parley.flow.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.client.api.ClientMultipartForm;

/**
 * Graph API, flows; {@code id} is Meta's id of the WhatsApp Business Account for the list and the creation, else that of
 * the flow. Returns every HTTP status; only a call without a response fails.
 */
@RegisterRestClient
@Path("/{version}/{id}")
@Produces(MediaType.WILDCARD)
public interface FlowsApi {

    @POST
    @Path("/flows")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> create(
            @PathParam("version") String version,
            @PathParam("id") String id,
            @HeaderParam("Authorization") String authorization,
            JsonNode flow);

    /** @param filter null members are left out */
    @GET
    @Path("/flows")
    Uni<Response> list(
            @PathParam("version") String version,
            @PathParam("id") String id,
            @HeaderParam("Authorization") String authorization,
            @BeanParam FlowFilter filter);

    @GET
    Uni<Response> read(
            @PathParam("version") String version,
            @PathParam("id") String id,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("fields") String fields);

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> update(
            @PathParam("version") String version,
            @PathParam("id") String id,
            @HeaderParam("Authorization") String authorization,
            JsonNode changes);

    @DELETE
    Uni<Response> delete(
            @PathParam("version") String version,
            @PathParam("id") String id,
            @HeaderParam("Authorization") String authorization);

    @GET
    @Path("/assets")
    Uni<Response> assets(
            @PathParam("version") String version,
            @PathParam("id") String id,
            @HeaderParam("Authorization") String authorization);

    @POST
    @Path("/assets")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    Uni<Response> upload(
            @PathParam("version") String version,
            @PathParam("id") String id,
            @HeaderParam("Authorization") String authorization,
            ClientMultipartForm form);

    /** @param transition {@code publish} or {@code deprecate} */
    @POST
    @Path("/{transition}")
    Uni<Response> transition(
            @PathParam("version") String version,
            @PathParam("id") String id,
            @PathParam("transition") String transition,
            @HeaderParam("Authorization") String authorization);
}
