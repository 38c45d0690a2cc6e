package io.parley.messaging.search;

import io.parley.messaging.inbound.InboundColumns;
import io.parley.messaging.message.MessageColumns;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlStatement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The statements of searches: one for each combination of the indexes from which sent and received messages are read,
 * and the order.
 */
final class SearchSql {

    /**
     * Settings of the transaction: rows are read in the order of an index and never sorted. The planner underestimates
     * comparisons of rows, and would otherwise collect all rows of a sender and sort them, which costs the more the more
     * there are.
     */
    static final String SETTINGS = "set local enable_sort = off; set local enable_bitmapscan = off";

    private static final SqlFragment PAGE = SqlFragment.file(
            "page",
            SearchSql.class,
            "search/page.sql",
            "only_senders",
            "only_channel",
            "only_context",
            "only_status",
            "only_error",
            "only_text",
            "limit");

    private static final SqlFragment SENT_BY_SENDER = SqlFragment.file(
            "sent", SearchSql.class, "search/sent-by-sender.sql", parameters("sent_by", "from_month", "to_month"));

    private static final SqlFragment SENT_TO_PERSON = SqlFragment.file(
            "sent", SearchSql.class, "search/sent-to-person.sql", parameters("recipient", "from_month", "to_month"));

    private static final SqlFragment SENT_WITH_CONTEXT = SqlFragment.file(
            "sent", SearchSql.class, "search/sent-with-context.sql", parameters("context", "from_month", "to_month"));

    private static final SqlFragment SENDERS =
            SqlFragment.of("sent_senders", "unnest(:sent_by::uuid[]) as s (id)", "sent_by");

    private static final SqlFragment SENDERS_TO_PERSON = SqlFragment.file(
            "sent_senders",
            SearchSql.class,
            "search/senders-to-person.sql",
            "sent_by",
            "recipient",
            "from_month",
            "to_month");

    private static final SqlFragment SENDERS_WITH_CONTEXT = SqlFragment.file(
            "sent_senders",
            SearchSql.class,
            "search/senders-with-context.sql",
            "sent_by",
            "context",
            "from_month",
            "to_month");

    private static final SqlFragment SENT_AND_FAILED =
            SqlFragment.file("sent", SearchSql.class, "search/sent-and-failed.sql", parameters());

    private static final SqlFragment SENT = SqlFragment.file("sent", SearchSql.class, "search/sent.sql", parameters());

    private static final SqlFragment RECEIVED_BY_SENDER = SqlFragment.file(
            "received",
            SearchSql.class,
            "search/received-by-sender.sql",
            parameters("received_by", "from_month", "to_month"));

    private static final SqlFragment RECEIVED_FROM_PERSON = SqlFragment.file(
            "received",
            SearchSql.class,
            "search/received-from-person.sql",
            parameters("author", "from_month", "to_month"));

    private static final SqlFragment RECEIVERS =
            SqlFragment.of("received_senders", "unnest(:received_by::uuid[]) as s (id)", "received_by");

    private static final SqlFragment RECEIVERS_FROM_PERSON = SqlFragment.file(
            "received_senders",
            SearchSql.class,
            "search/senders-from-person.sql",
            "received_by",
            "author",
            "from_month",
            "to_month");

    private static final SqlFragment RECEIVED =
            SqlFragment.file("received", SearchSql.class, "search/received.sql", parameters());

    private static final SqlFragment COLUMNS = SqlFragment.file("columns", SearchSql.class, "search/columns.sql");

    private static final SqlFragment LOOKUPS = SqlFragment.file("lookups", SearchSql.class, "search/lookups.sql");

    /** A message by our id. */
    static final SqlStatement BY_ID = SqlStatement.text("""
            select :columns
            from (select i.id, true as inbound from :inbound_messages where i.id = :id
                  union all select m.id, false as inbound from :messages where m.id = :id) c
            :lookups""")
            .fragments(COLUMNS, LOOKUPS, MessageColumns.MESSAGES, MessageColumns.EVENTS, InboundColumns.MESSAGES)
            .parameters("id")
            .load();

    private static final Map<Sources, SqlStatement> STATEMENTS = new ConcurrentHashMap<>();

    private SearchSql() {}

    /** From which index sent messages are read. */
    enum Sent {
        BY_SENDER(SENT_BY_SENDER),
        TO_PERSON(SENT_TO_PERSON, SENDERS),
        /** The senders are found in the index, since there are many. */
        TO_PERSON_BY_FOUND_SENDER(SENT_TO_PERSON, SENDERS_TO_PERSON),
        WITH_CONTEXT(SENT_WITH_CONTEXT, SENDERS),
        WITH_CONTEXT_BY_FOUND_SENDER(SENT_WITH_CONTEXT, SENDERS_WITH_CONTEXT),
        FAILED(SENT_AND_FAILED),
        ALL(SENT);

        private final List<SqlFragment> fragments;

        Sent(SqlFragment... fragments) {
            this.fragments = List.of(fragments);
        }
    }

    /** From which index received messages are read. */
    enum Received {
        BY_SENDER(RECEIVED_BY_SENDER),
        FROM_PERSON(RECEIVED_FROM_PERSON, RECEIVERS),
        /** The senders are found in the index, since there are many. */
        FROM_PERSON_BY_FOUND_SENDER(RECEIVED_FROM_PERSON, RECEIVERS_FROM_PERSON),
        ALL(RECEIVED);

        private final List<SqlFragment> fragments;

        Received(SqlFragment... fragments) {
            this.fragments = List.of(fragments);
        }
    }

    /**
     * What a search reads, and in which order.
     *
     * @param sent null if sent messages cannot match
     * @param received null if received messages cannot match
     */
    record Sources(@Nullable Sent sent, @Nullable Received received, SearchOrder order) {

        /** Whether parts of indexes are read sender by sender, with the bounds of months. */
        boolean isBySender() {
            var isSentBySender = sent != null && sent != Sent.ALL && sent != Sent.FAILED;
            return isSentBySender || received != null && received != Received.ALL;
        }

        SqlStatement statement() {
            return STATEMENTS.computeIfAbsent(this, Sources::load);
        }

        private SqlStatement load() {
            var statement = SqlStatement.text(":page")
                    .fragments(
                            PAGE,
                            COLUMNS,
                            LOOKUPS,
                            SqlFragment.of("candidates", candidates()),
                            SqlFragment.of("order", order.sql()),
                            SqlFragment.of("within", order.within()),
                            MessageColumns.MESSAGES,
                            MessageColumns.EVENTS,
                            InboundColumns.MESSAGES);
            if (sent != null) {
                sent.fragments.forEach(statement::fragments);
            }
            if (received != null) {
                received.fragments.forEach(statement::fragments);
            }
            return statement.load();
        }

        private String candidates() {
            if (sent == null) {
                return ":received";
            }
            return received == null ? ":sent" : ":sent union all :received";
        }
    }

    /** With those that all sources have. */
    private static String[] parameters(String... own) {
        var all = Arrays.copyOf(own, own.length + 3);
        all[own.length] = "from_id";
        all[own.length + 1] = "to_id";
        all[own.length + 2] = "step";
        return all;
    }
}
