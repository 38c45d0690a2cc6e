package io.parley.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Enables password authentication. A new data folder trusts all local users; the first start sets the superuser's
 * password and requires it from then on.
 */
final class Passwords {

    private static final String RULES = """
            local all all              scram-sha-256
            host  all all 127.0.0.1/32 scram-sha-256
            host  all all ::1/128      scram-sha-256
            """;

    private Passwords() {}

    /** @param network further clients; null for none */
    static void require(EmbeddedPostgres postgres, Path folder, String network) throws IOException {
        var file = folder.resolve("pg_hba.conf");
        var rules = network == null ? RULES : RULES + "host  all all " + network + " scram-sha-256\n";
        if (Files.readString(file).equals(rules)) {
            return;
        }
        try (var connection = postgres.connect(EmbeddedPostgres.USER);
                var sql = connection.createStatement()) {
            var password = postgres.password().replace("'", "''");
            sql.execute("ALTER ROLE " + EmbeddedPostgres.USER + " PASSWORD '" + password + "'");
            Files.writeString(file, rules);
            sql.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
