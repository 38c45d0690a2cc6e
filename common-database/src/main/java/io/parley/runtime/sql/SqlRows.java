package io.parley.runtime.sql;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The result of a statement, with columns that are read by name. Their positions are looked up once and not for each
 * row, so that reading by name costs nothing on the hot paths.
 */
public final class SqlRows implements Iterable<SqlRow> {

    private final io.vertx.sqlclient.RowSet<io.vertx.sqlclient.Row> rows;
    private final Map<String, Integer> columns;

    @SuppressWarnings("unchecked") // a RowSet of the database client contains its rows
    SqlRows(RowSet<Row> result) {
        this.rows = result.getDelegate();
        this.columns = positions(rows.columnsNames());
    }

    /** Number of rows of the result. */
    public int size() {
        return rows.size();
    }

    public boolean isEmpty() {
        return rows.size() == 0;
    }

    /** Number of rows that the statement inserted, updated, deleted or selected. */
    public int affected() {
        return rows.rowCount();
    }

    /** The first row. */
    public SqlRow first() {
        return stream().findFirst().orElseThrow(() -> new NoSuchElementException("the result has no row"));
    }

    /** The first row; empty if there is none. */
    public <R> Optional<R> first(Function<SqlRow, R> mapper) {
        return stream().findFirst().map(mapper);
    }

    /** All rows in order, in a list that may be changed. */
    public <R> List<R> list(Function<SqlRow, R> mapper) {
        var list = new ArrayList<R>(rows.size());
        forEach(row -> list.add(mapper.apply(row)));
        return list;
    }

    public Stream<SqlRow> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public Iterator<SqlRow> iterator() {
        var iterator = rows.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public SqlRow next() {
                return new SqlRow(iterator.next(), columns);
            }
        };
    }

    /** No names if the statement returns no rows. If two columns have one name, the first one wins. */
    private static Map<String, Integer> positions(@Nullable List<String> names) {
        if (names == null) {
            return Map.of();
        }
        Map<String, Integer> positions = HashMap.newHashMap(names.size());
        for (var i = 0; i < names.size(); i++) {
            positions.putIfAbsent(names.get(i), i);
        }
        return positions;
    }
}
