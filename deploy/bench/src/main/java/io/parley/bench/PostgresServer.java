package io.parley.bench;

import io.parley.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** The database server of the platform under measurement, as its superuser sees it. */
record PostgresServer(EmbeddedPostgres server) {

    private static final String DATABASE = "parley";
    private static final String VACUUMS =
            "select count(*) from pg_stat_activity where backend_type = 'autovacuum worker'";
    /** More than the interval at which PostgreSQL looks for tables to vacuum. */
    private static final int IDLE_SECONDS = 65;

    private static final int MAX_SECONDS_TO_SETTLE = 600;

    /** Waits until what was loaded is vacuumed, then writes everything to disk. */
    void settle() {
        for (int second = 0, idle = 0; idle < IDLE_SECONDS && second < MAX_SECONDS_TO_SETTLE; second++) {
            idle = query(VACUUMS).equals("0") ? idle + 1 : 0;
            Polling.pause(Duration.ofSeconds(1));
        }
        execute("checkpoint");
    }

    /** Restarts the server so that it counts statements. Services connect again by themselves. */
    void countStatements() {
        server.stop();
        server.setting("shared_preload_libraries", "pg_stat_statements").start();
        execute("create extension if not exists pg_stat_statements");
    }

    /** Forgets the statements counted so far. */
    void resetStatements() {
        try (var connection = server.connect(DATABASE)) {
            StatementStatistics.reset(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the statements since the reset and what they did, for each message. */
    Map<String, Double> statementsPerMessage(long messages) {
        try (var connection = server.connect(DATABASE)) {
            return StatementStatistics.perMessage(messages, connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the end of the write-ahead log. */
    String logPosition() {
        return query("select pg_current_wal_flush_lsn()");
    }

    /** Returns what was written to the log since a position. */
    WalUsage logSince(String position) {
        var end = logPosition();
        try (var connection = server.connect(DATABASE)) {
            return WalUsage.between(position, end, connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the id of the process that all others descend from. */
    long pid() {
        return Long.parseLong(query("select pg_read_file('postmaster.pid')")
                .lines()
                .findFirst()
                .orElseThrow()
                .strip());
    }

    private void execute(String statement) {
        try (var connection = server.connect(DATABASE);
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the first column of the only row. */
    private String query(String statement) {
        try (var connection = server.connect(DATABASE);
                var sql = connection.createStatement();
                var found = sql.executeQuery(statement)) {
            found.next();
            return found.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
