package io.parley.flow.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.graph.GraphNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
 * Graph API, flows; the node is the WhatsApp Business Account for the list and the creation, else the flow. Returns every HTTP status; only a call without a response fails.
 */
@RegisterRestClient
@Path("/{version}/{id}")
@Produces(MediaType.WILDCARD)
public interface FlowsApi {

    @POST
    @Path("/flows")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> create(@BeanParam GraphNode node, JsonNode flow);

    /** @param filter null members are left out */
    @GET
    @Path("/flows")
    Uni<Response> list(@BeanParam GraphNode node, @BeanParam FlowFilter filter);

    @GET
    Uni<Response> read(@BeanParam GraphNode node, @QueryParam("fields") String fields);

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> update(@BeanParam GraphNode node, JsonNode changes);

    @DELETE
    Uni<Response> delete(@BeanParam GraphNode node);

    @GET
    @Path("/assets")
    Uni<Response> assets(@BeanParam GraphNode node);

    @POST
    @Path("/assets")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    Uni<Response> upload(@BeanParam GraphNode node, ClientMultipartForm form);

    /** @param transition {@code publish} or {@code deprecate} */
    @POST
    @Path("/{transition}")
    Uni<Response> transition(@BeanParam GraphNode flow, @PathParam("transition") String transition);
}
