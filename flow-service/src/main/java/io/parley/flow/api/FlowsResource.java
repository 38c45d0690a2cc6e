package io.parley.flow.api;

import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.access.WhatsAppAccountAccess;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Flows of a WhatsApp account. */
@Path("/conversations/v3/channels/whatsapp/accounts/{whatsapp-account-id}/flows")
@Produces(MediaType.APPLICATION_JSON)
public class FlowsResource {
    private final WhatsAppAccountAccess access;
    private final ReadFlows read;
    private final CreateFlow create;
    private final UpdateFlow update;
    private final PublishFlow publish;
    private final RetireFlow retire;
    private final PreviewLinks previews;

    FlowsResource(
            WhatsAppAccountAccess access,
            ReadFlows read,
            CreateFlow create,
            UpdateFlow update,
            PublishFlow publish,
            RetireFlow retire,
            PreviewLinks previews) {
        this.access = access;
        this.read = read;
        this.create = create;
        this.update = update;
        this.publish = publish;
        this.retire = retire;
        this.previews = previews;
    }

    @GET
    public Uni<Paged<List<WhatsAppFlowResponse>>> list(
            @PathParam("whatsapp-account-id") String account, @Context UriInfo uri) {
        return read.list(toRead(account), Page.ofWhole(uri));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    public Uni<CreateFlowResponse> create(@PathParam("whatsapp-account-id") String account, CreateFlowRequest request) {
        return create.create(toWrite(account), request).map(CreateFlowResponse::new);
    }

    @GET
    @Path("/{whatsapp-flow-id}")
    public Uni<WhatsAppFlowResponse> read(
            @PathParam("whatsapp-account-id") String account,
            @PathParam("whatsapp-flow-id") String flow,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return read.read(toRead(account), FlowIds.existing(flow)).chain(found -> previews.addTo(found, uri, headers));
    }

    @POST
    @Path("/{whatsapp-flow-id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<SuccessResponse> update(
            @PathParam("whatsapp-account-id") String account,
            @PathParam("whatsapp-flow-id") String flow,
            UpdateFlowRequest request) {
        return done(update.update(toWrite(account), FlowIds.existing(flow), request));
    }

    @DELETE
    @Path("/{whatsapp-flow-id}")
    public Uni<SuccessResponse> delete(
            @PathParam("whatsapp-account-id") String account, @PathParam("whatsapp-flow-id") String flow) {
        return done(retire.delete(toWrite(account), FlowIds.existing(flow)));
    }

    @POST
    @Path("/{whatsapp-flow-id}/publish")
    public Uni<SuccessResponse> publish(
            @PathParam("whatsapp-account-id") String account, @PathParam("whatsapp-flow-id") String flow) {
        return done(publish.publish(toWrite(account), FlowIds.existing(flow)));
    }

    @POST
    @Path("/{whatsapp-flow-id}/deprecate")
    public Uni<SuccessResponse> deprecate(
            @PathParam("whatsapp-account-id") String account, @PathParam("whatsapp-flow-id") String flow) {
        return done(retire.deprecate(toWrite(account), FlowIds.existing(flow)));
    }

    private WhatsAppAccount toRead(String account) {
        return access.account(account, Scope.FLOWS_READ);
    }

    private WhatsAppAccount toWrite(String account) {
        return access.account(account, Scope.FLOWS_WRITE);
    }

    private static Uni<SuccessResponse> done(Uni<Void> operation) {
        return operation.replaceWith(SuccessResponse.DONE);
    }
}
