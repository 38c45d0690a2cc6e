package io.parley.messaging.search;

import io.parley.messaging.inbound.InboundColumns;
import io.parley.messaging.message.MessageColumns;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlStatement;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
            "only_receivers",
            "only_channel",
            "only_context",
            "only_status",
            "only_error",
            "only_text",
            "limit");

    private static final SqlFragment SENT_BY_SENDER = SqlFragment.file(
            "sent", SearchSql.class, "search/sent-by-sender.sql", parameters("sent_by", "from_month", "to_month"));

    private static final SqlFragment SENT_TO_PERSON = SqlFragment.file(
            "sent", SearchSql.class, "search/sent-to-person.sql", parameters("recipient", "from_period", "to_period"));

    private static final SqlFragment SENT_WITH_CONTEXT = SqlFragment.file(
            "sent", SearchSql.class, "search/sent-with-context.sql", parameters("context", "from_period", "to_period"));

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
            parameters("author", "from_period", "to_period"));

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
        /** Those of all senders. */
        TO_PERSON(SENT_TO_PERSON),
        /** Those of all senders. */
        WITH_CONTEXT(SENT_WITH_CONTEXT),
        FAILED(SENT_AND_FAILED),
        ALL(SENT);

        private final SqlFragment fragment;

        Sent(SqlFragment fragment) {
            this.fragment = fragment;
        }
    }

    /** From which index received messages are read. */
    enum Received {
        BY_SENDER(RECEIVED_BY_SENDER),
        /** Those of all senders. */
        FROM_PERSON(RECEIVED_FROM_PERSON),
        ALL(RECEIVED);

        private final SqlFragment fragment;

        Received(SqlFragment fragment) {
            this.fragment = fragment;
        }
    }

    /**
     * What a search reads, and in which order.
     *
     * @param sent null if sent messages cannot match
     * @param received null if received messages cannot match
     */
    record Sources(Sent sent, Received received, SearchOrder order) {

        /** Whether parts of indexes are read sender by sender, with the bounds of months. */
        boolean isBySender() {
            return sent == Sent.BY_SENDER || received == Received.BY_SENDER;
        }

        /** Whether an index is read period by period. */
        boolean isByPeriod() {
            return sent == Sent.TO_PERSON || sent == Sent.WITH_CONTEXT || received == Received.FROM_PERSON;
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
            if (isByPeriod()) {
                statement.fragments(SqlFragment.of("periods", order.periods(), "to_period"));
            }
            if (sent != null) {
                statement.fragments(sent.fragment);
            }
            if (received != null) {
                statement.fragments(received.fragment);
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
