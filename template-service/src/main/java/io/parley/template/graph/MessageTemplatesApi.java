package io.parley.template.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.graph.GraphNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * Graph API, templates of a WhatsApp Business Account; the node is the account, for an edit the template. Returns every
 * HTTP status; only a call without a response fails.
 */
@RegisterRestClient
@Path("/{version}/{id}")
@Produces(MediaType.WILDCARD)
public interface MessageTemplatesApi {

    @POST
    @Path("/message_templates")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> create(@BeanParam GraphNode node, JsonNode template);

    /** @param filter null members are left out */
    @GET
    @Path("/message_templates")
    Uni<Response> list(@BeanParam GraphNode node, @BeanParam TemplateFilter filter);

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> edit(@BeanParam GraphNode node, JsonNode changes);

    /** @param templateId Meta's id, so that only one language is deleted */
    @DELETE
    @Path("/message_templates")
    Uni<Response> delete(
            @BeanParam GraphNode node, @QueryParam("hsm_id") String templateId, @QueryParam("name") String name);
}
