package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.embedded.ServiceRole;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The services of a platform connect as roles without access to other services' tables. */
@ExtendWith(OnePlatform.class)
@Timeout(180)
@Tag("slow")
class DatabaseRolesTest {

    @Test
    void roleCannotReadTablesOfOtherServices(Platform platform) throws SQLException {
        for (var service : Service.withDatabase().toList()) {
            try (var connection = connection(platform, service)) {
                for (var table : tables(platform)) {
                    if (!table.startsWith(service.route() + ".")) {
                        var denied = assertThrows(
                                SQLException.class,
                                () -> connection.createStatement().executeQuery("select * from " + table));
                        assertEquals("42501", denied.getSQLState(), service + " " + table);
                    }
                }
            }
        }
    }

    @Test
    void noServiceConnectsAsSuperuser(Platform platform) throws SQLException {
        try (var connection = platform.database().connect(ServiceEnvironment.DATABASE);
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select distinct a.usename from pg_stat_activity a join pg_roles r on r.oid = a.usesysid"
                                        + " where a.application_name like '%-service' and r.rolsuper")) {
            assertFalse(rows.next());
        }
    }

    private static Connection connection(Platform platform, Service service) throws SQLException {
        return DriverManager.getConnection(
                platform.database().jdbcUrl(ServiceEnvironment.DATABASE),
                ServiceRole.name(service.route()),
                platform.credentials().databasePasswords().get(service));
    }

    private static List<String> tables(Platform platform) throws SQLException {
        try (var connection = platform.database().connect(ServiceEnvironment.DATABASE);
                var rows = connection
                        .createStatement()
                        .executeQuery("select schemaname || '.' || tablename from pg_tables"
                                + " where schemaname in ('messaging', 'template', 'flow')")) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            assertFalse(tables.isEmpty());
            return tables;
        }
    }
}
