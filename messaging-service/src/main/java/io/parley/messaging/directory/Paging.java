package io.parley.messaging.directory;

import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** One page of a query, in the order of making. */
final class Paging {

    private Paging() {}

    static Sort by(String... columns) {
        return Sort.ascending(columns);
    }

    static <R, T> Uni<Paged<List<T>>> of(Page page, PanacheQuery<R> query, Function<R, T> response) {
        return Panache.withSession(() -> query.count().chain(total -> query.page(page.number() - 1, page.size())
                .list()
                .map(rows -> new Paged<>(rows.stream().map(response).toList(), page, total))));
    }
}
