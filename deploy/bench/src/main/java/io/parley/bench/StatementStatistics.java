package io.parley.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What PostgreSQL did for the statements of the services, by {@code pg_stat_statements}. The execution time is less than the
 * CPU of the server, which also reads requests, parses, vacuums and writes pages.
 */
final class StatementStatistics {

    private static final String RESET = "select pg_stat_statements_reset()";
    private static final String TOTAL = """
            select sum(calls) as "statements, with begin and commit",
                   sum(rows) as rows,
                   sum(shared_blks_hit) as "buffers found in memory",
                   sum(shared_blks_read) as "buffers read",
                   sum(shared_blks_dirtied) as "buffers changed first",
                   sum(total_exec_time) * 1000 as "execution, µs"
            from pg_stat_statements
            where dbid = (select oid from pg_database where datname = current_database())""";

    private StatementStatistics() {}

    /** Starts counting at zero. */
    static void reset(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(RESET);
        }
    }

    /** Returns the amounts for each message since the reset; the few of the benchmark itself count, too. */
    static Map<String, Double> perMessage(long messages, Connection database) throws SQLException {
        var amounts = new LinkedHashMap<String, Double>();
        try (var statement = database.createStatement();
                var found = statement.executeQuery(TOTAL)) {
            found.next();
            for (var column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                amounts.put(
                        found.getMetaData().getColumnLabel(column), found.getDouble(column) / Math.max(1, messages));
            }
        }
        return amounts;
    }
}
