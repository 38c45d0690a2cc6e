package io.parley.messaging.search;

import io.parley.messaging.callback.operator.InboundIds;
import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.message.SentIds;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.json.Violations;
import io.parley.runtime.paging.CursorPaged;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Operator API: searches the messages of one account or of all. */
@Path("/operator/v1/messages")
@Produces(MediaType.APPLICATION_JSON)
public class OperatorSearchResource {
    private static final String ACCOUNT = "accountId";
    private static final String MESSAGE = "messageId";
    private static final Pattern PLAIN = Pattern.compile("[!-~]{1,256}");

    private final SearchMessages search;
    private final SentIds sentIds;
    private final InboundIds inboundIds;
    private final Directory directory;
    private final Channels channels;

    OperatorSearchResource(
            SearchMessages search, SentIds sentIds, InboundIds inboundIds, Directory directory, Channels channels) {
        this.search = search;
        this.sentIds = sentIds;
        this.inboundIds = inboundIds;
        this.directory = directory;
        this.channels = channels;
    }

    @GET
    public Uni<CursorPaged<List<OperatorMessageView>>> messages(@Context UriInfo uri) {
        var names = channels.kinds().stream().map(ChannelKind::name).toList();
        var request = SearchQuery.ofOperator(uri, names, Set.of(ACCOUNT, MESSAGE));
        var id = text(uri, MESSAGE);
        if (id.isPresent()) {
            return ofId(id.get()).map(found -> response(request, new MessagePage(found, Optional.empty())));
        }
        return found(uri, request).map(page -> response(request, page));
    }

    private Uni<MessagePage> found(UriInfo uri, SearchQuery.Request request) {
        return text(uri, ACCOUNT)
                .map(account -> search.ofAccount(uuid(account), request.filter(), request.page()))
                .orElseGet(() -> search.ofAllAccounts(request.filter(), request.page()));
    }

    /** By our id, or by the network's. */
    private Uni<List<FoundMessage>> ofId(String id) {
        return ours(id).map(known -> Uni.createFrom().item(List.of(known)))
                .orElseGet(() -> ofProviderId(id))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(search::byId)
                .select()
                .where(Optional::isPresent)
                .map(Optional::orElseThrow)
                .collect()
                .asList();
    }

    private Uni<List<UUID>> ofProviderId(String id) {
        return sentIds.ofProviderId(id).chain(sent -> inboundIds
                .ofProviderId(id)
                .map(received -> Stream.concat(sent.stream(), received.stream()).toList()));
    }

    private CursorPaged<List<OperatorMessageView>> response(SearchQuery.Request request, MessagePage page) {
        var views = page.messages().stream().map(this::view).toList();
        return request.response(page, views);
    }

    private OperatorMessageView view(FoundMessage message) {
        return new OperatorMessageView(
                message.id(),
                message.accountId(),
                directory.account(message.accountId()).map(Account::name).orElse(null),
                MessageView.of(message));
    }

    private static Optional<UUID> ours(String id) {
        try {
            return id.length() == 36 ? Optional.of(UUID.fromString(id)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static UUID uuid(String text) {
        return ours(text).orElseThrow(() -> Problems.violation(ACCOUNT, "must be the id of an account"));
    }

    private static Optional<String> text(UriInfo uri, String name) {
        var given = uri.getQueryParameters().getOrDefault(name, List.of());
        var violations = new Violations();
        if (given.size() > 1) {
            violations.add(name, "must be given once");
        } else if (given.size() == 1 && !PLAIN.matcher(given.getFirst()).matches()) {
            violations.add(name, "must be plain characters, at most 256");
        }
        violations.throwIfAny();
        return given.stream().findFirst();
    }
}
