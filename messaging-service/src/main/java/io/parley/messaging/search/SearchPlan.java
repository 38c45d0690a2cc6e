package io.parley.messaging.search;

import io.parley.messaging.model.MessageState;
import io.parley.messaging.search.SearchSql.Received;
import io.parley.messaging.search.SearchSql.Sent;
import io.parley.messaging.search.SearchSql.Sources;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.sql.SqlCall;
import io.parley.runtime.sql.SqlEnums;
import java.util.List;
import java.util.UUID;

/** How a search is executed: which indexes it reads, how much of each, and what it examines afterwards. */
record SearchPlan(MessageFilter filter, SearchSide sentSide, SearchSide receivedSide) {

    /** Maximum number of index entries that a page reads, shared equally by the senders. */
    private static final int MAX_READ = 10_000;

    /** The same where each entry is examined further. */
    static final int MAX_EXAMINED = 2000;

    /** The same for failures: each is looked up where its message is stored, far from the one before. */
    private static final int MAX_FAILURES = 500;

    /** Number of entries that are read for each sender at least, so that every page makes progress. */
    private static final int MIN_STEP = 20;

    /**
     * @param readable senders whose messages may be found
     * @param all whether these are all there are
     */
    static SearchPlan of(MessageFilter filter, List<Sender> readable, boolean all) {
        return new SearchPlan(
                filter,
                SearchSide.of(filter, MessageDirection.OUTBOUND, readable, all, filter.from(), filter.to()),
                SearchSide.of(filter, MessageDirection.INBOUND, readable, all, filter.to(), filter.from()));
    }

    /** Both directions between one sender and one person. */
    static SearchPlan ofConversation(MessageFilter filter, Sender sender, String person) {
        var side = new SearchSide(List.of(sender.id()), false, person);
        return new SearchPlan(filter, side, side);
    }

    /** Whether no message can match. */
    boolean isEmpty() {
        return sentSide.isEmpty() && receivedSide.isEmpty();
    }

    SqlCall call(PageRequest page, IdRange period) {
        var sources = new Sources(sent(), received(), page.order());
        var range = period.after(page.after(), page.order());
        var limit = page.size() + 1;
        var call = sources.statement()
                .with("from_id", range.from())
                .with("to_id", range.to())
                .with("step", step(sources, limit))
                .with("limit", limit)
                .with("only_senders", onlySenders(sources.sent()))
                .with("only_context", sources.sent() == Sent.TO_PERSON ? filter.context() : null)
                .with("only_status", SqlEnums.label(filter.status()))
                .with("only_error", filter.errorCode())
                .with("only_text", filter.text());
        if (sources.isBySender()) {
            call.with("from_month", range.fromMonth()).with("to_month", range.toMonth());
        }
        bindSent(call, sources.sent());
        bindReceived(call, sources.received());
        return call;
    }

    private Sent sent() {
        if (sentSide.isEmpty()) {
            return null;
        }
        if (sentSide.person() != null) {
            return Sent.TO_PERSON;
        }
        if (filter.context() != null) {
            return Sent.WITH_CONTEXT;
        }
        if (isFailure()) {
            return Sent.FAILED;
        }
        return sentSide.every() ? Sent.ALL : Sent.BY_SENDER;
    }

    private Received received() {
        if (receivedSide.isEmpty()) {
            return null;
        }
        if (receivedSide.person() != null) {
            return Received.FROM_PERSON;
        }
        return receivedSide.every() ? Received.ALL : Received.BY_SENDER;
    }

    private boolean isFailure() {
        return filter.errorCode() != null
                || filter.status() == MessageState.FAILED
                || filter.status() == MessageState.CHANNEL_FAILED;
    }

    /** The index of failures has those of all senders. */
    private UUID[] onlySenders(Sent source) {
        return source == Sent.FAILED && !sentSide.every() ? sentSide.senders().toArray(UUID[]::new) : null;
    }

    /** Number of entries that are read of each part of an index. */
    private int step(Sources sources, int limit) {
        var parts = parts(sources);
        return examines(sources)
                ? share(sources.sent() == Sent.FAILED ? MAX_FAILURES : MAX_EXAMINED, parts)
                : Math.min(limit, share(MAX_READ, parts));
    }

    private static int share(int max, int parts) {
        return Math.max(MIN_STEP, max / Math.max(1, parts));
    }

    private int parts(Sources sources) {
        var sent = sources.sent() == null
                ? 0
                : sentSide.parts(sources.sent() == Sent.ALL || sources.sent() == Sent.FAILED);
        return sent + (sources.received() == null ? 0 : receivedSide.parts(sources.received() == Received.ALL));
    }

    /** Whether entries of the indexes can fail to match. */
    private boolean examines(Sources sources) {
        return filter.status() != null
                || filter.errorCode() != null
                || filter.text() != null
                || sources.sent() == Sent.TO_PERSON && filter.context() != null;
    }

    private void bindSent(SqlCall call, Sent source) {
        switch (source) {
            case BY_SENDER -> call.withIds("sent_by", sentSide.senders());
            case TO_PERSON -> call.withIds("sent_by", sentSide.senders()).with("recipient", sentSide.person());
            case WITH_CONTEXT -> call.withIds("sent_by", sentSide.senders()).with("context", filter.context());
            case FAILED, ALL -> {}
            case null -> {}
        }
    }

    private void bindReceived(SqlCall call, Received source) {
        switch (source) {
            case BY_SENDER -> call.withIds("received_by", receivedSide.senders());
            case FROM_PERSON ->
                call.withIds("received_by", receivedSide.senders()).with("author", receivedSide.person());
            case ALL -> {}
            case null -> {}
        }
    }
}
