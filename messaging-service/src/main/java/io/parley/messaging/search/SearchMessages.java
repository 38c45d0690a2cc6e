package io.parley.messaging.search;

import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.Channels;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.sql.SqlCall;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds sent and received messages. A page reads a limited part of an index, so that it costs the same with ten
 * thousand and with millions of messages; conditions that no index serves are examined on at most {@value
 * SearchPlan#MAX_EXAMINED} messages a page.
 */
@ApplicationScoped
public class SearchMessages {

    private final Pool pool;
    private final Directory directory;
    private final Channels channels;
    private final InstantSource time;

    SearchMessages(Pool pool, Directory directory, Channels channels, InstantSource time) {
        this.pool = pool;
        this.directory = directory;
        this.channels = channels;
        this.time = time;
    }

    /** Searches the messages of all accounts; for operators. */
    public Uni<MessagePage> ofAllAccounts(MessageFilter filter, PageRequest page) {
        var senders = channels.kinds().stream()
                .map(ChannelKind::name)
                .flatMap(channel -> directory.senders(channel).stream())
                .toList();
        return execute(SearchPlan.of(filter, senders, true), page);
    }

    /** Searches the messages of one account, whatever scopes its senders grant; for operators. */
    public Uni<MessagePage> ofAccount(UUID accountId, MessageFilter filter, PageRequest page) {
        return ofSenders(directory.senders(accountId), filter, page);
    }

    /** Finds one message by our id; for operators. */
    public Uni<Optional<FoundMessage>> byId(UUID messageId) {
        return SearchSql.BY_ID.with("id", messageId).execute(pool).map(rows -> rows.first(this::message));
    }

    /** Searches the messages of these senders. */
    Uni<MessagePage> ofSenders(List<Sender> senders, MessageFilter filter, PageRequest page) {
        return execute(SearchPlan.of(filter, senders, false), page);
    }

    /** Finds the messages of both directions between a sender and a person; the filter needs the period only. */
    Uni<MessagePage> ofConversation(Sender sender, String person, MessageFilter filter, PageRequest page) {
        return execute(SearchPlan.ofConversation(filter, sender, person), page);
    }

    private Uni<MessagePage> execute(SearchPlan plan, PageRequest page) {
        if (plan.isEmpty()) {
            return Uni.createFrom().item(new MessagePage(List.of(), Optional.empty()));
        }
        var period = IdRange.of(plan.filter().since(), plan.filter().until(), time.instant());
        return execute(plan.call(page, period)).map(rows -> page(rows, page));
    }

    /** In a transaction, as the settings of the planner must not outlive it. */
    private Uni<SqlRows> execute(SqlCall call) {
        return pool.withTransaction(
                connection -> connection.query(SearchSql.SETTINGS).execute().chain(() -> call.execute(connection)));
    }

    /** The statement returns one message more than the page has, if there is one. */
    private MessagePage page(SqlRows rows, PageRequest page) {
        var found = rows.stream()
                .filter(row -> !row.isNull("id"))
                .map(this::message)
                .toList();
        if (found.size() > page.size()) {
            var messages = found.subList(0, page.size());
            return new MessagePage(
                    messages, Optional.of(cursor(messages.getLast().id(), messages, page)));
        }
        var horizon = Optional.ofNullable(rows.first().uuidOrNull("horizon"));
        return new MessagePage(found, horizon.map(last -> cursor(last, found, page)));
    }

    private static MessageCursor cursor(UUID last, List<FoundMessage> messages, PageRequest page) {
        return new MessageCursor(last, page.before() + messages.size());
    }

    private FoundMessage message(SqlRow row) {
        if (!row.bool("inbound")) {
            return FoundMessage.sent(row);
        }
        var receiver = directory.sender(row.uuid("sender_id")).map(Sender::identity);
        return FoundMessage.received(row, receiver.orElse(null));
    }
}
