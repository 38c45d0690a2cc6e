package io.parley.messaging.channel.whatsapp.profile;

import io.parley.messaging.channel.whatsapp.graph.Aged;
import io.parley.runtime.json.StrictJson;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The business profile of a number. */
@Path("/conversations/v3/channels/whatsapp/phone-numbers/{phone-number}/settings/profile")
@Produces(MediaType.APPLICATION_JSON)
public class ProfileResource {
    private final ProfileAccess access;
    private final NumberSettings settings;
    private final UpdateProfile update;
    private final StrictJson json;
    private final InstantSource time;

    ProfileResource(
            ProfileAccess access, NumberSettings settings, UpdateProfile update, StrictJson json, InstantSource time) {
        this.access = access;
        this.settings = settings;
        this.update = update;
        this.json = json;
        this.time = time;
    }

    @GET
    public Uni<RestResponse<WhatsAppProfile>> read(@PathParam("phone-number") String number) {
        return settings.read(access.toRead(number), NumberSetting.PROFILE)
                .map(profile -> new Aged<>(WhatsAppProfile.of(profile.body()), profile.readAt()))
                .map(profile -> profile.response(time.instant()));
    }

    /** The body is read after the permissions were checked. */
    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Void> update(@PathParam("phone-number") String number, byte @Nullable [] body) {
        var sender = access.toChange(number);
        return update.update(sender, json.read(body == null ? new byte[0] : body, WhatsAppProfile.class));
    }
}
