package io.parley.messaging.search;

import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.Channels;
import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.Caller;
import io.parley.runtime.access.CurrentCaller;
import io.parley.runtime.access.RequiresScope;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.paging.CursorPaged;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Lists the sent and received messages of the caller's account. */
@Path("/conversations/v3/messages")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.MESSAGES_READ)
public class MessageSearchResource {

    private final SearchMessages search;
    private final CurrentCaller caller;
    private final Directory directory;
    private final Channels channels;

    MessageSearchResource(SearchMessages search, CurrentCaller caller, Directory directory, Channels channels) {
        this.search = search;
        this.caller = caller;
        this.directory = directory;
        this.channels = channels;
    }

    @GET
    public Uni<CursorPaged<List<MessageView>>> messages(@Context UriInfo uri) {
        var request = SearchQuery.ofMessages(uri, channelNames());
        return search.ofSenders(readable(caller.get()), request.filter(), request.page())
                .map(request::response);
    }

    private List<ChannelName> channelNames() {
        return channels.kinds().stream().map(ChannelKind::name).toList();
    }

    /** The account's senders that grant the scope, as the status of a message requires it. */
    private List<Sender> readable(Caller caller) {
        return directory.senders(caller.accountId()).stream()
                .filter(sender -> sender.scopes().contains(Scope.MESSAGES_READ))
                .toList();
    }
}
