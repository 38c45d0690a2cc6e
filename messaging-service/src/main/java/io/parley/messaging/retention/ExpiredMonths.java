package io.parley.messaging.retention;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Finds the monthly partitions that have expired and are no longer needed.
 *
 * @param connection that of retention's transaction
 */
record ExpiredMonths(SqlConnection connection, Instant now) {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");
    private static final int MONTH_DIGITS = 6;

    private static final String PARTITIONS = """
            select child.relname from pg_inherits i
              join pg_class child on child.oid = i.inhrelid
              join pg_class parent on parent.oid = i.inhparent
             where parent.relname = any($1) and pg_table_is_visible(child.oid)""";

    /** Names of the partitions. */
    Uni<List<String>> of(MonthlyTables tables) {
        return partitions(tables)
                .map(all ->
                        all.stream().filter(table -> isExpired(table, tables)).toList())
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .select()
                .when(table -> isUnneeded(table, tables))
                .map(Partition::name)
                .collect()
                .asList();
    }

    private Uni<List<Partition>> partitions(MonthlyTables tables) {
        return connection
                .preparedQuery(PARTITIONS)
                .mapping(Partition::of)
                .execute(Tuple.tuple().addArrayOfString(tables.names().toArray(String[]::new)))
                .map(rows -> rows.stream().toList());
    }

    private boolean isExpired(Partition partition, MonthlyTables tables) {
        return partition.end().isBefore(now.minus(tables.retention()));
    }

    private Uni<Boolean> isUnneeded(Partition partition, MonthlyTables tables) {
        return tables.blocker()
                .isNeeded(connection, partition.begin(), partition.end())
                .map(needed -> !needed);
    }

    /** The month is in the name, {@code message_202611}. */
    private record Partition(String name, YearMonth month) {

        static Partition of(Row row) {
            var name = row.getString("relname");
            return new Partition(name, YearMonth.parse(name.substring(name.length() - MONTH_DIGITS), MONTH));
        }

        Instant begin() {
            return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        Instant end() {
            return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }
}
