package io.parley.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Number and digest of the rows of every table of the services, to compare two databases. */
final class DatabaseDigest {

    private DatabaseDigest() {}

    /** @param ignored tables as {@code schema.name} */
    static Map<String, String> of(DatabaseServer server, Set<String> ignored) throws SQLException {
        var digests = new TreeMap<String, String>();
        try (var connection = server.connect()) {
            for (var table : tables(connection)) {
                if (!ignored.contains(table)) {
                    digests.put(table, digest(connection, table));
                }
            }
        }
        return digests;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery("""
                        select schemaname || '.' || tablename from pg_tables
                        where schemaname in ('messaging', 'template', 'flow')""")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static String digest(Connection connection, String table) throws SQLException {
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery(
                        "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from "
                                + table + " t")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
