package io.parley.messaging.notification;

import io.parley.messaging.notification.AccountChange.Place;
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

/** The SQL of what numbers and accounts were last said to be. */
final class BusinessValues {
    private static final String KNOWN = """
            select subject, property, value, at from business_value
             where (subject, property) in (select * from unnest($1::text[], $2::text[]))
             order by subject, property for update""";

    private static final String REMEMBER = """
            insert into business_value (subject, property, value, at)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
                on conflict (subject, property) do update set value = excluded.value, at = excluded.at
             where business_value.at <= excluded.at""";

    private BusinessValues() {}

    /** Those that are known, kept for this transaction. */
    static Uni<Map<Place, Value>> known(SqlConnection connection, Collection<Place> places) {
        return places.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : connection
                        .preparedQuery(KNOWN)
                        .execute(Tuple.of(texts(places, Place::subject), texts(places, Place::property)))
                        .map(BusinessValues::values);
    }

    static Uni<Void> remember(SqlConnection connection, Map<Place, Value> values) {
        return values.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(REMEMBER)
                        .execute(Tuple.of(
                                texts(values.keySet(), Place::subject),
                                texts(values.keySet(), Place::property),
                                texts(values.values(), Value::text),
                                values.values().stream()
                                        .map(value -> value.at().atOffset(ZoneOffset.UTC))
                                        .toArray(OffsetDateTime[]::new)))
                        .replaceWithVoid();
    }

    private static Map<Place, Value> values(RowSet<Row> rows) {
        Map<Place, Value> values = HashMap.newHashMap(rows.rowCount());
        rows.forEach(row -> values.put(
                new Place(row.getString(0), row.getString(1)),
                new Value(row.getString(2), row.getOffsetDateTime(3).toInstant())));
        return values;
    }

    private static <T> String[] texts(Collection<T> all, Function<T, String> member) {
        return all.stream().map(member).toArray(String[]::new);
    }
}
