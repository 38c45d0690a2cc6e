package io.parley.messaging.channel.whatsapp.graph;

import io.parley.runtime.graph.GraphNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * Graph API, WhatsApp Business Accounts and phone numbers with their settings; the node is either.
 * Returns every HTTP status; only a call without a response fails.
 */
@RegisterRestClient
@Path("/{version}/{id}")
@Produces(MediaType.WILDCARD)
public interface AccountsApi {

    @GET
    Uni<Response> read(@BeanParam GraphNode node, @QueryParam("fields") String fields);

    /** @param after cursor of the page before; null for the first page */
    @GET
    @Path("/phone_numbers")
    Uni<Response> phoneNumbers(
            @BeanParam GraphNode node,
            @QueryParam("fields") String fields,
            @QueryParam("limit") int limit,
            @QueryParam("after") @Nullable String after);

    @GET
    @Path("/whatsapp_business_profile")
    Uni<Response> profile(@BeanParam GraphNode node, @QueryParam("fields") String fields);

    @POST
    @Path("/whatsapp_business_profile")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> changeProfile(@BeanParam GraphNode node, Map<String, Object> changes);

    @GET
    @Path("/whatsapp_commerce_settings")
    Uni<Response> commerce(@BeanParam GraphNode node);

    @POST
    @Path("/whatsapp_commerce_settings")
    Uni<Response> changeCommerce(
            @BeanParam GraphNode node,
            @QueryParam("is_cart_enabled") boolean cart,
            @QueryParam("is_catalog_visible") boolean catalog);
}
