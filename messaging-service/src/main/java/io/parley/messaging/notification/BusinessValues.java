package io.parley.messaging.notification;

import io.parley.messaging.notification.AccountChange.PropertyKey;
import io.parley.messaging.notification.AccountChange.Value;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** SQL of the last known properties of numbers and accounts. */
final class BusinessValues {
    private static final String FIND = """
            select subject, property, value, at from business_value
             where (subject, property) in (select * from unnest($1::text[], $2::text[]))
             order by subject, property for update""";

    private static final String SAVE = """
            insert into business_value (subject, property, value, at)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
                on conflict (subject, property) do update set value = excluded.value, at = excluded.at
             where business_value.at <= excluded.at""";

    private BusinessValues() {}

    /** Returns the known values and locks their rows. */
    static Uni<Map<PropertyKey, Value>> find(SqlConnection connection, Collection<PropertyKey> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(texts(keys, PropertyKey::subject), texts(keys, PropertyKey::property)))
                        .map(BusinessValues::values);
    }

    static Uni<Void> save(SqlConnection connection, Map<PropertyKey, Value> values) {
        return values.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(SAVE)
                        .execute(Tuple.of(
                                texts(values.keySet(), PropertyKey::subject),
                                texts(values.keySet(), PropertyKey::property),
                                texts(values.values(), Value::text),
                                values.values().stream()
                                        .map(value -> value.at().atOffset(ZoneOffset.UTC))
                                        .toArray(OffsetDateTime[]::new)))
                        .replaceWithVoid();
    }

    private static Map<PropertyKey, Value> values(RowSet<Row> rows) {
        Map<PropertyKey, Value> values = HashMap.newHashMap(rows.rowCount());
        rows.forEach(row -> values.put(
                new PropertyKey(row.getString(0), row.getString(1)),
                new Value(row.getString(2), row.getOffsetDateTime(3).toInstant())));
        return values;
    }

    private static <T> String[] texts(Collection<T> all, Function<T, String> member) {
        return all.stream().map(member).toArray(String[]::new);
    }
}
