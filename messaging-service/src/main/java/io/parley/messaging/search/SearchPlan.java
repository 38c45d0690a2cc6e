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
        var side = new SearchSide(List.of(sender.id()), SearchSide.Scope.SOME, person);
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
                .with("only_senders", examinesSenders(sources.sent()) ? ids(sentSide) : null)
                .with("only_receivers", examinesReceivers(sources.received()) ? ids(receivedSide) : null)
                .with(
                        "only_channel",
                        examinesChannel(sources) ? filter.channel().value() : null)
                .with("only_context", examinesContext(sources) ? filter.context() : null)
                .with("only_status", SqlEnums.label(filter.status()))
                .with("only_error", filter.errorCode())
                .with("only_text", filter.text());
        if (sources.isBySender()) {
            call.with("from_month", range.fromMonth()).with("to_month", range.toMonth());
        }
        if (sources.isByPeriod()) {
            call.with("from_period", range.fromPeriod()).with("to_period", range.toPeriod());
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
        return sentSide.readsAll() ? Sent.ALL : Sent.BY_SENDER;
    }

    private Received received() {
        if (receivedSide.isEmpty()) {
            return null;
        }
        if (receivedSide.person() != null) {
            return Received.FROM_PERSON;
        }
        return receivedSide.readsAll() ? Received.ALL : Received.BY_SENDER;
    }

    private boolean isFailure() {
        return filter.errorCode() != null
                || filter.status() == MessageState.FAILED
                || filter.status() == MessageState.CHANNEL_FAILED;
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
        var sent =
                switch (sources.sent()) {
                    case BY_SENDER -> sentSide.senders().size();
                    case TO_PERSON, WITH_CONTEXT, FAILED, ALL -> 1;
                    case null -> 0;
                };
        var received =
                switch (sources.received()) {
                    case BY_SENDER -> receivedSide.senders().size();
                    case FROM_PERSON, ALL -> 1;
                    case null -> 0;
                };
        return sent + received;
    }

    /** Whether entries of the indexes can fail to match. */
    private boolean examines(Sources sources) {
        return filter.status() != null
                || filter.errorCode() != null
                || filter.text() != null
                || examinesSenders(sources.sent())
                || examinesReceivers(sources.received())
                || examinesChannel(sources)
                || examinesContext(sources);
    }

    /** Whether messages of other senders are read. */
    private boolean examinesSenders(Sent source) {
        return readsOthers(source) && sentSide.scope() == SearchSide.Scope.SOME;
    }

    private boolean examinesReceivers(Received source) {
        return readsOthers(source) && receivedSide.scope() == SearchSide.Scope.SOME;
    }

    /** Whether messages of other channels are read. */
    private boolean examinesChannel(Sources sources) {
        return readsOthers(sources.sent()) && sentSide.scope() == SearchSide.Scope.CHANNEL
                || readsOthers(sources.received()) && receivedSide.scope() == SearchSide.Scope.CHANNEL;
    }

    private static boolean readsOthers(Sent source) {
        return source != null && source != Sent.BY_SENDER;
    }

    private static boolean readsOthers(Received source) {
        return source != null && source != Received.BY_SENDER;
    }

    private boolean examinesContext(Sources sources) {
        return filter.context() != null && sentSide.person() != null && sources.sent() != null;
    }

    private void bindSent(SqlCall call, Sent source) {
        switch (source) {
            case BY_SENDER -> call.withIds("sent_by", sentSide.senders());
            case TO_PERSON -> call.with("recipient", sentSide.person());
            case WITH_CONTEXT -> call.with("context", filter.context());
            case FAILED, ALL -> {}
            case null -> {}
        }
    }

    private void bindReceived(SqlCall call, Received source) {
        switch (source) {
            case BY_SENDER -> call.withIds("received_by", receivedSide.senders());
            case FROM_PERSON -> call.with("author", receivedSide.person());
            case ALL -> {}
            case null -> {}
        }
    }

    private static UUID[] ids(SearchSide side) {
        return side.senders().toArray(UUID[]::new);
    }
}
