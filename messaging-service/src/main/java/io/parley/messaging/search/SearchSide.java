package io.parley.messaging.search;

import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What a search reads of one direction.
 *
 * @param senders senders whose messages can match
 * @param scope which ones these are of all senders
 * @param person the only person whose messages can match; null for all
 */
record SearchSide(Collection<UUID> senders, Scope scope, String person) {

    /** Maximum number of senders that are read one by one; a page is filled up to this number. */
    static final int MAX_PROBED = 100;

    private static final SearchSide NOTHING = new SearchSide(List.of(), Scope.SOME, null);

    /** Which senders' messages can match. */
    enum Scope {
        SOME,
        /** All senders of the channel of the filter. */
        CHANNEL,
        /** All senders, also those that were deleted since. */
        ALL
    }

    /**
     * @param readable senders whose messages may be found
     * @param all whether these are all there are
     * @param identity that of the only sender whose messages can match; null for all
     */
    static SearchSide of(
            MessageFilter filter,
            MessageDirection direction,
            List<Sender> readable,
            boolean all,
            String identity,
            String person) {
        var isExcluded = filter.direction() != null && filter.direction() != direction
                || direction == MessageDirection.INBOUND && filter.concernsSentOnly();
        if (isExcluded) {
            return NOTHING;
        }
        var senders = readable.stream()
                .filter(sender -> filter.channel() == null || sender.channel().equals(filter.channel()))
                .filter(sender -> identity == null || sender.identity().equals(identity))
                .map(Sender::id)
                .toList();
        return new SearchSide(senders, scope(filter, all, identity), person);
    }

    private static Scope scope(MessageFilter filter, boolean all, String identity) {
        if (!all || identity != null) {
            return Scope.SOME;
        }
        return filter.channel() == null ? Scope.ALL : Scope.CHANNEL;
    }

    /** Whether no message can match. */
    boolean isEmpty() {
        return senders.isEmpty() && scope != Scope.ALL;
    }

    /** Whether the messages of all senders are read, in the order of their ids; those of other channels do not match. */
    boolean readsAll() {
        return scope == Scope.ALL || scope == Scope.CHANNEL && senders.size() > MAX_PROBED;
    }
}
