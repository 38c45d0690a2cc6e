package io.parley.messaging.directory;

import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads one page of a query. */
final class Paging {

    private Paging() {}

    static Sort by(String... columns) {
        return Sort.ascending(columns);
    }

    /** @param query builds the query; called within the session, because a query built before opens its own session */
    static <R, T> Uni<Paged<List<T>>> of(Page page, Supplier<PanacheQuery<R>> query, Function<R, T> response) {
        return Sessions.read(() -> read(page, query.get(), response));
    }

    private static <R, T> Uni<Paged<List<T>>> read(Page page, PanacheQuery<R> query, Function<R, T> response) {
        return query.count().chain(total -> query.page(page.number() - 1, page.size())
                .list()
                .map(rows -> new Paged<>(rows.stream().map(response).toList(), page, total)));
    }
}
