package io.parley.messaging.search;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a search is read.
 *
 * @param size maximum number of messages, 1 to {@value #MAX_SIZE}
 * @param after where the page begins; null for the first one
 */
public record PageRequest(
        int size, SearchOrder order, @Nullable MessageCursor after) {

    /** More messages than on a page of other lists would cost more than a search may. */
    public static final int MAX_SIZE = 100;

    public static final int DEFAULT_SIZE = 50;

    /** The first page, newest messages first. */
    public static PageRequest first(int size) {
        return new PageRequest(size, SearchOrder.NEWEST_FIRST, null);
    }

    /** The page that begins where another ended. */
    public PageRequest after(MessageCursor cursor) {
        return new PageRequest(size, order, cursor);
    }

    /** Number of messages on the pages before. */
    int before() {
        return after == null ? 0 : after.before();
    }
}
