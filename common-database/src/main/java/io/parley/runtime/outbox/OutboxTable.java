package io.parley.runtime.outbox;

import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The SQL of the table {@code outbox}. */
final class OutboxTable {

    /** The rows are one parameter, so that a session of Hibernate can execute the statement as it is. */
    static final String INSERT_TEXT = """
            insert into outbox (id, topic, key, payload, headers)
            select id, topic, key, payload, headers
            from json_to_recordset(cast(cast(:rows as text) as json))
              as given (id uuid, topic text, key text, payload text, headers jsonb)""";

    private static final SqlStatement INSERT =
            SqlStatement.text(INSERT_TEXT).parameters("rows").load();

    private static final SqlStatement REMOVE = SqlStatement.text("delete from outbox where id = any(:ids::uuid[])")
            .parameters("ids")
            .load();

    /** Skips rows that another sweeper has locked; no cursor, because rows become visible in any order of ids. */
    private static final SqlStatement CLAIM =
            SqlStatement.text("""
                    delete from outbox where id in (
                      select id from outbox where created_at < now() - :min_age_millis::bigint * interval '1 millisecond'
                      order by id limit :max for update skip locked)
                    returning id, topic, key, payload, headers::text as headers""").parameters("min_age_millis", "max").load();

    private static final SqlStatement BACKLOG = SqlStatement.text("""
                    select count(*) as pending, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as age
                    from (select created_at from outbox order by id limit 10000) as oldest""").load();

    private OutboxTable() {}

    /** @param age of the oldest row, in seconds */
    record Backlog(long pending, double age) {}

    static Uni<Void> insert(SqlClient client, List<OutboxRow> rows) {
        return INSERT.with("rows", json(rows)).execute(client).replaceWithVoid();
    }

    /** The parameter {@code rows} of {@link #INSERT_TEXT}. */
    static String json(List<OutboxRow> rows) {
        var json = new JsonArray();
        rows.forEach(row -> json.add(JsonObject.of(
                "id", row.id().toString(),
                "topic", row.topic(),
                "key", row.key(),
                "payload", row.payload(),
                "headers", new JsonObject(new HashMap<>(row.headers())))));
        return json.encode();
    }

    static Uni<Void> remove(SqlClient client, List<UUID> ids) {
        return REMOVE.withIds("ids", ids).execute(client).replaceWithVoid();
    }

    static Uni<List<OutboxRow>> claim(SqlClient client, Duration minAge, int max) {
        return CLAIM.with("min_age_millis", minAge.toMillis())
                .with("max", max)
                .execute(client)
                .map(OutboxTable::rows);
    }

    static Uni<Backlog> backlog(SqlClient client) {
        return BACKLOG.execute(client)
                .map(SqlRows::first)
                .map(row -> new Backlog(row.bigint("pending"), row.float8("age")));
    }

    private static List<OutboxRow> rows(SqlRows rows) {
        return rows.stream()
                .map(OutboxTable::row)
                .sorted(Comparator.comparing(row -> row.id().toString()))
                .toList();
    }

    private static OutboxRow row(SqlRow row) {
        return new OutboxRow(
                row.uuid("id"),
                row.text("topic"),
                row.text("key"),
                row.textOrNull("payload"),
                headers(row.text("headers")));
    }

    private static Map<String, String> headers(String json) {
        var headers = new HashMap<String, String>();
        new JsonObject(json).forEach(header -> headers.put(header.getKey(), String.valueOf(header.getValue())));
        return headers;
    }
}
