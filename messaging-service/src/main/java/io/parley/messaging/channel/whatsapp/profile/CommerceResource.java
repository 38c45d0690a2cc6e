package io.parley.messaging.channel.whatsapp.profile;

import io.parley.messaging.channel.whatsapp.graph.Aged;
import io.parley.messaging.channel.whatsapp.graph.GraphAccounts;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphFailure.Kind;
import io.parley.runtime.graph.GraphProblems;
import io.parley.runtime.http.QueryFlag;
import io.parley.runtime.json.ProviderJson;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.RestResponse;

/** Whether the cart and catalogue icons of a number are shown. Meta has a switch for each; here they have one. */
@Path("/conversations/v3/channels/whatsapp/phone-numbers/{phone-number}/settings/commerce")
@Produces(MediaType.APPLICATION_JSON)
public class CommerceResource {
    private final ProfileAccess access;
    private final NumberSettings settings;
    private final GraphAccounts graph;
    private final InstantSource time;

    CommerceResource(ProfileAccess access, NumberSettings settings, GraphAccounts graph, InstantSource time) {
        this.access = access;
        this.settings = settings;
        this.graph = graph;
        this.time = time;
    }

    /** The contract's WhatsAppCommerceSettings. */
    record CommerceSettings(boolean enabled) {}

    /** A number whose settings were never changed has none at Meta, and shows no icons. */
    @GET
    public Uni<RestResponse<CommerceSettings>> read(@PathParam("phone-number") String number) {
        return settings.read(access.toRead(number), NumberSetting.COMMERCE)
                .map(found -> new Aged<>(
                        new CommerceSettings(Boolean.TRUE.equals(
                                ProviderJson.truth(found.body().path("is_catalog_visible")))),
                        found.readAt()))
                .map(found -> found.response(time.instant()));
    }

    @POST
    public Uni<Void> change(@PathParam("phone-number") String number, @Context UriInfo uri) {
        var sender = access.toChange(number);
        var enable = enable(uri);
        return settings.change(sender, () -> graph.changeCommerce(sender, enable))
                .replaceWithVoid()
                .onFailure(GraphFailure.class)
                .transform(failure -> problem((GraphFailure) failure));
    }

    private static boolean enable(UriInfo uri) {
        return QueryFlag.of(uri, "enable")
                .orElseThrow(() -> Problems.violation("enable", "must be given: true or false"));
    }

    private static ProblemException problem(GraphFailure failure) {
        return failure.kind() == Kind.REFUSED
                ? Problems.badRequest("WhatsApp refused the change: " + failure.reason() + ".")
                : GraphProblems.of(failure);
    }
}
