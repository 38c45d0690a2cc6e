package io.parley.messaging.search;

import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What a search reads of one direction.
 *
 * @param senders senders whose messages can match
 * @param every whether these are all senders, also those that were deleted since
 * @param person the only person whose messages can match; null for all
 */
record SearchSide(Collection<UUID> senders, boolean every, String person) {

    private static final SearchSide NOTHING = new SearchSide(List.of(), false, null);

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
        return new SearchSide(senders, all && filter.channel() == null && identity == null, person);
    }

    /** Whether no message can match. */
    boolean isEmpty() {
        return senders.isEmpty() && !every;
    }

    /** Number of parts of an index that are read. */
    int parts(boolean readsAll) {
        return readsAll ? 1 : senders.size();
    }
}
