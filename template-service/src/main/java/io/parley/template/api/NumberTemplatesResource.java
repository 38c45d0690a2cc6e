package io.parley.template.api;

import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Templates of a number: those of its WhatsApp account. */
@Path("/conversations/v3/channels/whatsapp/phone-numbers/{phone-number}/templates")
@Produces(MediaType.APPLICATION_JSON)
public class NumberTemplatesResource {
    private final TemplateAccess access;
    private final ReadTemplates read;

    NumberTemplatesResource(TemplateAccess access, ReadTemplates read) {
        this.access = access;
        this.read = read;
    }

    @GET
    public Uni<Paged<List<WhatsAppTemplateResponse>>> list(
            @PathParam("phone-number") String number, @Context UriInfo uri) {
        var page = Page.of(uri);
        return access.ofNumber(number).map(account -> read.list(account, page)).orElseGet(() -> Uni.createFrom()
                .item(new Paged<>(List.of(), page, 0)));
    }
}
