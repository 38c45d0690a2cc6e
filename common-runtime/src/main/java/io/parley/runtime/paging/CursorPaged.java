package io.parley.runtime.paging;

import java.util.Optional;

/**
 * One page of a list that is too long to be counted, as a response. A resource returns it; only {@code body} is sent,
 * and the rest becomes the headers {@code Link}, {@code x-page-size} and {@code x-current-page}. The totals are known,
 * and sent, with the last page only.
 *
 * @param number of the page, counted from 1
 * @param size maximum number of items
 * @param items number of items on this page and those before
 * @param next query parameter {@code cursor} of the next page; empty on the last one
 */
public record CursorPaged<T>(T body, int number, int size, long items, Optional<String> next) {

    public static final String CURSOR = "cursor";

    long pages() {
        return items == 0 ? 0 : number;
    }
}
