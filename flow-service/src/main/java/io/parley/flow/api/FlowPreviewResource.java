package io.parley.flow.api;

import io.parley.model.Scope;
import io.parley.runtime.access.WhatsAppAccountAccess;
import io.parley.runtime.http.QueryFlag;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The public link to the preview of a flow. */
@Path("/conversations/v3/channels/whatsapp/accounts/{whatsapp-account-id}/flows/{whatsapp-flow-id}/preview")
@Produces(MediaType.APPLICATION_JSON)
public class FlowPreviewResource {
    private final WhatsAppAccountAccess access;
    private final ReadFlows read;
    private final PreviewLinks links;

    FlowPreviewResource(WhatsAppAccountAccess access, ReadFlows read, PreviewLinks links) {
        this.access = access;
        this.read = read;
        this.links = links;
    }

    @GET
    public Uni<FlowPreviewResponse> link(
            @PathParam("whatsapp-account-id") String account,
            @PathParam("whatsapp-flow-id") String flow,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        var owned = access.account(account, Scope.FLOWS_READ);
        var replace = QueryFlag.of(uri, "invalidate").orElse(false);
        return read.existing(owned, FlowIds.existing(flow)).chain(row -> links.link(row.flowId, replace, uri, headers));
    }
}
