package io.parley.messaging.configuration;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Channels;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.CurrentCaller;
import io.parley.runtime.access.RequiresScope;
import io.parley.runtime.access.SenderAccess;
import io.parley.runtime.json.OptionalBody;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Settings of senders, for all channels. Each channel defines the names of its path segment and id member. */
@Path("/conversations/v3/configurations/channels")
@Produces(MediaType.APPLICATION_JSON)
public class ChannelConfigurationResource {
    private final CurrentCaller caller;
    private final Channels channels;
    private final SenderAccess senders;
    private final ConfigurationView show;
    private final ReplaceCallback replaceCallback;
    private final OptionalBody body;

    ChannelConfigurationResource(
            CurrentCaller caller,
            Channels channels,
            SenderAccess senders,
            ConfigurationView show,
            ReplaceCallback replaceCallback,
            OptionalBody body) {
        this.caller = caller;
        this.channels = channels;
        this.senders = senders;
        this.show = show;
        this.replaceCallback = replaceCallback;
        this.body = body;
    }

    @GET
    @RequiresScope(Scope.CHANNELS_READ)
    public Paged<List<ChannelResponse>> list(@Context UriInfo uri) {
        return Paged.cut(show.ofChannels(caller.get()), Page.ofWhole(uri), page -> page);
    }

    @GET
    @Path("/{channel}")
    @RequiresScope(Scope.CHANNELS_READ)
    public Paged<List<ChannelResponse>> list(@PathParam("channel") String channel, @Context UriInfo uri) {
        return Paged.cut(show.ofChannel(caller.get(), channel(channel)), Page.ofWhole(uri), page -> page);
    }

    @GET
    @Path("/{channel}/{kind}/{identity}")
    public ChannelResponse read(
            @PathParam("channel") String name, @PathParam("kind") String kind, @PathParam("identity") String identity) {
        var channel = channel(name, kind);
        return show.ofSender(caller.get(), channel, ownedSender(channel, identity, Scope.CALLBACKS_READ));
    }

    @PUT
    @Path("/{channel}/{kind}/{identity}/callbacks")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ChannelResponse> replaceCallback(
            @PathParam("channel") String name,
            @PathParam("kind") String kind,
            @PathParam("identity") String identity,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] bytes) {
        var by = caller.get();
        var channel = channel(name, kind);
        var sender = ownedSender(channel, identity, Scope.CALLBACKS_WRITE);
        return replaceCallback
                .ofSender(sender, body.read(contentType, bytes, ChannelCallback.NONE))
                .map(done -> show.ofSender(by, channel, sender));
    }

    private Sender ownedSender(Channel<?> channel, String identity, Scope scope) {
        return senders.owned(
                caller.get(),
                channel.name(),
                identity,
                scope,
                "The " + channel.kind().senderIdMember() + " in the path");
    }

    private Channel<?> channel(String name, String kind) {
        var channel = channel(name);
        if (!channel.kind().senderKind().equals(kind)) {
            throw Problems.notFound();
        }
        return channel;
    }

    private Channel<?> channel(String name) {
        return channels.named(name).orElseThrow(Problems::notFound);
    }
}
