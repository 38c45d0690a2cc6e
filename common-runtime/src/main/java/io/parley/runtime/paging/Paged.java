package io.parley.runtime.paging;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list as a response. A resource returns it; only {@code body} is sent, and the rest becomes the headers
 * {@code Link}, {@code x-total-pages}, {@code x-total-items}, {@code x-page-size} and {@code x-current-page}.
 *
 * @param total number of items over all pages
 */
public record Paged<T>(T body, Page page, long total) {

    /** Creates a page of a list in memory. */
    public static <I, T> Paged<T> cut(List<I> all, Page page, Function<List<I>, T> body) {
        return new Paged<>(body.apply(page.of(all)), page, all.size());
    }

    public <R> Paged<R> map(Function<T, R> mapper) {
        return new Paged<>(mapper.apply(body), page, total);
    }

    long pages() {
        return (total + page.size() - 1) / page.size();
    }
}
