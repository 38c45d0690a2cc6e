package io.parley.runtime.test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Assertions;

/** The database of the service under test, for what the service itself does not do. */
public final class ServiceDatabase {

    private ServiceDatabase() {}

    /** Opens a connection with the service's role, beside its pool. */
    public static Connection connect() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getOptionalValue("quarkus.datasource.password", String.class)
                        .orElse(""));
    }

    /** Executes a statement and returns the first column of its rows; none if it has no result. */
    public static List<String> rows(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var found = new ArrayList<String>();
            if (statement.execute(sql)) {
                var rows = statement.getResultSet();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Waits until a statement waits for a lock.
     *
     * @param statement a pattern of SQL's {@code ilike}
     */
    public static void awaitLocked(String statement) {
        Eventually.holds(() -> Assertions.assertTrue(isLocked(statement), statement));
    }

    private static boolean isLocked(String statement) {
        try (var connection = connect();
                var query = connection.prepareStatement(
                        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query ilike ?")) {
            query.setString(1, statement);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
