package io.parley.messaging.search;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.runtime.access.CurrentCaller;
import io.parley.runtime.access.SenderAccess;
import io.parley.runtime.paging.CursorPaged;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Lists the messages of both directions between one identity of the caller and one person. */
@Path("/conversations/v3/conversations/{channel}/{from}/{to}")
@Produces(MediaType.APPLICATION_JSON)
public class ConversationResource {

    private final SearchMessages search;
    private final CurrentCaller caller;
    private final SenderAccess senders;

    ConversationResource(SearchMessages search, CurrentCaller caller, SenderAccess senders) {
        this.search = search;
        this.caller = caller;
        this.senders = senders;
    }

    /**
     * @param from the caller's identity, also for messages from the person
     * @param to the person
     */
    @GET
    public Uni<CursorPaged<List<MessageView>>> messages(
            @PathParam("channel") String channel,
            @PathParam("from") String from,
            @PathParam("to") String to,
            @Context UriInfo uri) {
        var sender = senders.existing(
                caller.get(), new ChannelName(channel), from, Scope.MESSAGES_READ, "from", Problems::notFound);
        var request = SearchQuery.ofConversation(uri);
        return search.ofConversation(sender, person(to), request.filter(), request.page())
                .map(request::response);
    }

    private static String person(String to) {
        try {
            return SearchQuery.checked(SearchQuery.plain(to), SearchQuery.MAX_PERSON);
        } catch (IllegalArgumentException e) {
            throw Problems.violation("to", SearchQuery.textOf(SearchQuery.MAX_PERSON));
        }
    }
}
