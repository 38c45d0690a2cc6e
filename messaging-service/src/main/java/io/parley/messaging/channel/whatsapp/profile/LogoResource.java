package io.parley.messaging.channel.whatsapp.profile;

import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The profile picture of a number. */
@Path("/conversations/v3/channels/whatsapp/phone-numbers/{phone-number}/settings/logo")
public class LogoResource {
    private final ProfileAccess access;
    private final ReadLogo read;
    private final ReplaceLogo replace;

    LogoResource(ProfileAccess access, ReadLogo read, ReplaceLogo replace) {
        this.access = access;
        this.read = read;
        this.replace = replace;
    }

    /** The picture, or with {@code format=link} its address as JSON, whatever the request accepts. */
    @GET
    @Produces(MediaType.WILDCARD)
    public Uni<Response> read(
            @PathParam("phone-number") String number, @Context UriInfo uri, @Context HttpServerRequest request) {
        var sender = access.toRead(number);
        return isLink(uri) ? read.link(sender) : read.send(sender, request).replaceWith((Response) null);
    }

    /** Has no body parameter, so that the framework does not read the body. */
    @PUT
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> replace(@PathParam("phone-number") String number, @Context HttpServerRequest body) {
        body.pause();
        return replace.replace(access.toChange(number), body);
    }

    private static boolean isLink(UriInfo uri) {
        var given = uri.getQueryParameters().getOrDefault("format", List.of("binary"));
        if (given.size() != 1) {
            throw Problems.violation("format", "must be given once");
        }
        return switch (given.getFirst()) {
            case "link" -> true;
            case "binary" -> false;
            default -> throw Problems.violation("format", "must be link or binary");
        };
    }
}
