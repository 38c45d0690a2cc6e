package io.parley.messaging.notification;

import io.parley.messaging.notification.AccountChange.PropertyKey;
import io.parley.messaging.notification.AccountChange.Value;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/** The stored values of properties of numbers and accounts. */
final class BusinessValues {
    private static final Batch<PropertyKey> KEYS = Batch.<PropertyKey>named("keys")
            .text("subject", PropertyKey::subject)
            .text("property", PropertyKey::property);

    private static final SqlStatement FIND =
            SqlStatement.text("""
                    select subject, property, value, at, observed from business_value
                     where (subject, property) in (select * from :keys)
                     order by subject, property for update""").batches(KEYS).load();

    private static final Batch<Entry<PropertyKey, Value>> VALUES = Batch.<Entry<PropertyKey, Value>>named("values")
            .text("subject", entry -> entry.getKey().subject())
            .text("property", entry -> entry.getKey().property())
            .text("value", entry -> entry.getValue().text())
            .timestamptz("at", entry -> entry.getValue().at())
            .bool("observed", entry -> entry.getValue().observed());

    private static final SqlStatement SAVE =
            SqlStatement.text("""
                    insert into business_value (subject, property, value, at, observed)
                    select * from :values as given
                        on conflict (subject, property) do update set
                            value = excluded.value, at = excluded.at, observed = excluded.observed
                     where business_value.at <= excluded.at""").batches(VALUES).load();

    private BusinessValues() {}

    /** Returns the known values and locks their rows. */
    static Uni<Map<PropertyKey, Value>> find(SqlConnection connection, Collection<PropertyKey> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : FIND.with(KEYS, List.copyOf(keys)).execute(connection).map(rows -> rows.stream()
                        .collect(Collectors.toMap(BusinessValues::key, BusinessValues::value)));
    }

    static Uni<Void> save(SqlConnection connection, Map<PropertyKey, Value> values) {
        return values.isEmpty()
                ? Uni.createFrom().voidItem()
                : SAVE.with(VALUES, List.copyOf(values.entrySet()))
                        .execute(connection)
                        .replaceWithVoid();
    }

    private static PropertyKey key(SqlRow row) {
        return new PropertyKey(row.text("subject"), row.text("property"));
    }

    private static Value value(SqlRow row) {
        return new Value(row.text("value"), row.instant("at"), row.bool("observed"));
    }
}
