package io.parley.runtime.entities;

import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads one page of a query. */
public final class EntityPages {

    private EntityPages() {}

    /** @param query builds the query; called within the session, because a query built before opens its own session */
    public static <R, T> Uni<Paged<List<T>>> of(Page page, Supplier<PanacheQuery<R>> query, Function<R, T> response) {
        return Sessions.read(() -> read(page, query.get(), response));
    }

    private static <R, T> Uni<Paged<List<T>>> read(Page page, PanacheQuery<R> query, Function<R, T> response) {
        return query.count().chain(total -> rows(page, query, total)
                .map(rows -> new Paged<>(rows.stream().map(response).toList(), page, total)));
    }

    /** No query for a page behind the last one, whose offset can exceed the database's integers. */
    private static <R> Uni<List<R>> rows(Page page, PanacheQuery<R> query, long total) {
        return page.offset() < total
                ? query.page(page.number() - 1, page.size()).list()
                : Uni.createFrom().item(List.of());
    }
}
