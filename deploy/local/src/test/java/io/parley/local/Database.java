package io.parley.local;

import java.sql.SQLException;

/** Queries of a platform's database. */
record Database(Platform platform) {

    /** @param from the rest of {@code select count(*) from} */
    long count(String from) throws SQLException {
        try (var connection = platform.database().connect(ServiceEnvironment.DATABASE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
