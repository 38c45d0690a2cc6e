package io.parley.runtime.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The SQL of the table {@code outbox}. */
final class OutboxTable {

    private static final String INSERT = """
            insert into outbox (id, topic, key, payload, headers)
            select id, topic, key, payload, headers::jsonb
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
                as given (id, topic, key, payload, headers)
            """;

    private static final String REMOVE = "delete from outbox where id = any($1::uuid[])";

    /** Skips rows that another sweeper has locked; no cursor, because rows become visible in any order of ids. */
    private static final String CLAIM = """
            delete from outbox where id in (
                select id from outbox where created_at < now() - $1::float8 * interval '1 millisecond'
                order by id limit $2 for update skip locked)
            returning id, topic, key, payload, headers
            """;

    private static final String BACKLOG = """
            select count(*) as pending, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as age
            from (select created_at from outbox order by id limit 10000) as oldest
            """;

    private OutboxTable() {}

    /** @param age of the oldest row, in seconds */
    record Backlog(long pending, double age) {}

    static Uni<Void> insert(SqlClient client, List<OutboxRow> rows) {
        var values = Tuple.of(
                each(rows, OutboxRow::id, UUID[]::new),
                each(rows, OutboxRow::topic, String[]::new),
                each(rows, OutboxRow::key, String[]::new),
                each(rows, OutboxRow::payload, String[]::new),
                each(rows, row -> new JsonObject(new HashMap<>(row.headers())).encode(), String[]::new));
        return client.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    static Uni<Void> remove(SqlClient client, List<UUID> ids) {
        return client.preparedQuery(REMOVE)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    static Uni<List<OutboxRow>> claim(SqlConnection connection, Duration olderThan, int limit) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of((double) olderThan.toMillis(), limit))
                .map(OutboxTable::rows);
    }

    static Uni<Backlog> backlog(SqlClient client) {
        return client.query(BACKLOG)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Backlog(row.getLong("pending"), row.getDouble("age")));
    }

    private static List<OutboxRow> rows(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new OutboxRow(
                        row.getUUID("id"),
                        row.getString("topic"),
                        row.getString("key"),
                        row.getString("payload"),
                        headers(row.getJsonObject("headers"))))
                .sorted(java.util.Comparator.comparing(row -> row.id().toString()))
                .toList();
    }

    private static Map<String, String> headers(JsonObject json) {
        var headers = new HashMap<String, String>();
        json.forEach(header -> headers.put(header.getKey(), String.valueOf(header.getValue())));
        return headers;
    }

    private static <T> T[] each(
            List<OutboxRow> rows, Function<OutboxRow, T> value, java.util.function.IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
