package io.parley.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the tables of messaging-service contain, with their indexes and long values.
 *
 * @param bytes by table
 * @param rows by table
 */
record TableSizes(Map<String, Double> bytes, Map<String, Double> rows) {

    /** The partitions of a table count as one. Only tables that are not empty are counted. */
    private static final String TABLES = """
            select coalesce(parent.relname, own.relname) as name, sum(pg_total_relation_size(own.oid)) as bytes,
                   sum(own.reltuples) as rows
            from pg_class own join pg_namespace on pg_namespace.oid = own.relnamespace
              left join pg_inherits on inhrelid = own.oid left join pg_class parent on parent.oid = inhparent
            where nspname = 'messaging' and own.relkind = 'r' and own.reltuples > 0
            group by 1""";

    static TableSizes of(Connection database) throws SQLException {
        var bytes = new TreeMap<String, Double>();
        var rows = new TreeMap<String, Double>();
        try (var sql = database.createStatement()) {
            sql.execute("analyze");
            try (var found = sql.executeQuery(TABLES)) {
                while (found.next()) {
                    bytes.put(found.getString("name"), found.getDouble("bytes"));
                    rows.put(found.getString("name"), found.getDouble("rows"));
                }
            }
        }
        return new TableSizes(bytes, rows);
    }

    /** Divides by the number of messages, and leaves out tables that do not grow with them. */
    TableSizes perMessage() {
        var messages = rows.get("message");
        var few = messages / 10;
        var grown = new TreeMap<>(bytes);
        grown.keySet().removeIf(table -> rows.get(table) < few);
        grown.replaceAll((table, value) -> value / messages);
        var counts = new TreeMap<>(rows);
        counts.keySet().retainAll(grown.keySet());
        counts.replaceAll((table, value) -> value / messages);
        return new TableSizes(grown, counts);
    }
}
