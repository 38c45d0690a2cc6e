package io.parley.template.api;

import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.template.content.LocalizationRequest;
import io.parley.template.content.TemplateLanguages;
import io.parley.template.content.TemplatePatchRequest;
import io.parley.template.content.WhatsAppTemplateRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Templates of a WhatsApp account. Operations that return no body accept every {@code Accept} header. */
@Path("/conversations/v3/channels/whatsapp/accounts/{whatsapp-account-id}/templates")
public class TemplatesResource {
    private final TemplateAccess access;
    private final ReadTemplates read;
    private final SubmitTemplate submit;
    private final AddLocalization add;
    private final EditLocalization edit;
    private final DeleteTemplate delete;

    TemplatesResource(
            TemplateAccess access,
            ReadTemplates read,
            SubmitTemplate submit,
            AddLocalization add,
            EditLocalization edit,
            DeleteTemplate delete) {
        this.access = access;
        this.read = read;
        this.submit = submit;
        this.add = add;
        this.edit = edit;
        this.delete = delete;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Paged<List<WhatsAppTemplateResponse>>> list(
            @PathParam("whatsapp-account-id") String account, @Context UriInfo uri) {
        return read.list(access.toRead(account), Page.of(uri));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Void>> submit(
            @PathParam("whatsapp-account-id") String account, WhatsAppTemplateRequest request, @Context UriInfo uri) {
        return submit.submit(access.toWrite(account), request).map(stored -> created(uri, request.name()));
    }

    @GET
    @Path("/{template-id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<WhatsAppTemplateResponse> read(
            @PathParam("whatsapp-account-id") String account, @PathParam("template-id") String name) {
        return read.read(access.toRead(account), name);
    }

    @DELETE
    @Path("/{template-id}")
    public Uni<Void> delete(@PathParam("whatsapp-account-id") String account, @PathParam("template-id") String name) {
        return delete.delete(access.toWrite(account), name);
    }

    @GET
    @Path("/{template-id}/localizations")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Paged<List<LocalizationResponse>>> listLocalizations(
            @PathParam("whatsapp-account-id") String account,
            @PathParam("template-id") String name,
            @Context UriInfo uri) {
        return read.localizations(access.toRead(account), name, Page.ofWhole(uri));
    }

    @POST
    @Path("/{template-id}/localizations")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Void>> addLocalization(
            @PathParam("whatsapp-account-id") String account,
            @PathParam("template-id") String name,
            LocalizationRequest request,
            @Context UriInfo uri) {
        return add.add(access.toWrite(account), name, request).map(stored -> created(uri, "../" + request.language()));
    }

    @PATCH
    @Path("/{template-id}/{template-language}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Void>> editLocalization(
            @PathParam("whatsapp-account-id") String account,
            @PathParam("template-id") String name,
            @PathParam("template-language") String language,
            TemplatePatchRequest request) {
        var owned = access.toWrite(account);
        TemplateLanguages.require(language, "template-language");
        return edit.edit(owned, name, language, request)
                .map(edited -> ResponseBuilder.<Void>ok().build());
    }

    private static RestResponse<Void> created(UriInfo uri, String path) {
        var location = uri.getAbsolutePathBuilder().path(path).build().normalize();
        return ResponseBuilder.<Void>create(RestResponse.Status.CREATED)
                .header(HttpHeaders.LOCATION, location.getRawPath())
                .build();
    }
}
