package io.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedPostgresTest {

    @TempDir
    Path folder;

    @Test
    void dataAndPortAreKeptAfterARestart() throws SQLException {
        try (var postgres = EmbeddedPostgres.at(folder.resolve("data")).start()) {
            var port = postgres.port();
            insert(postgres, "before the stop");

            postgres.stop();
            postgres.start();

            assertEquals("before the stop", query(postgres, "SELECT text FROM note"));
            assertEquals(port, postgres.port());
        }
    }

    @Test
    void committedDataIsKeptAfterAKill() throws SQLException {
        try (var postgres =
                EmbeddedPostgres.at(folder.resolve("data")).durable(true).start()) {
            insert(postgres, "before the kill");

            postgres.kill9();
            assertThrows(SQLException.class, () -> postgres.connect("shop"));
            postgres.start();

            assertEquals("before the kill", query(postgres, "SELECT text FROM note"));
            assertEquals("on", query(postgres, "SHOW fsync"));
        }
    }

    @Test
    void leftOverServerIsStopped() throws Exception {
        var data = folder.resolve("data");
        var lost = EmbeddedPostgres.at(data).start();
        insert(lost, "by the lost one");
        Files.delete(data.resolve("epg-lock"));

        try (var next = EmbeddedPostgres.at(data).start()) {
            assertEquals("by the lost one", query(next, "SELECT text FROM note"));
        }
    }

    @Test
    void stalePidFileIsIgnored() throws Exception {
        var data = folder.resolve("data");
        EmbeddedPostgres.at(data).start().close();
        Files.writeString(
                data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n");

        try (var postgres = EmbeddedPostgres.at(data).start()) {
            assertEquals("1", query(postgres.createDatabase("shop"), "SELECT 1"));
        }
    }

    @Test
    void wrongPasswordIsRejected() {
        try (var postgres = EmbeddedPostgres.temporary().password("open sesame").start()) {
            assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(
                            postgres.jdbcUrl("postgres"), EmbeddedPostgres.USER, "something else"));
        }
    }

    @Test
    void temporaryFolderIsRemoved() {
        var postgres = EmbeddedPostgres.temporary().start();
        var log = postgres.log();
        assertTrue(Files.exists(log));

        postgres.close();

        assertFalse(Files.exists(log));
    }

    private static void insert(EmbeddedPostgres postgres, String text) throws SQLException {
        postgres.createDatabase("shop").createServiceRole("shop", "clerk", "secret");
        try (var connection = postgres.connect("shop");
                var sql = connection.createStatement()) {
            sql.execute("CREATE TABLE note (text text)");
            sql.execute("INSERT INTO note VALUES ('" + text + "')");
        }
    }

    private static String query(EmbeddedPostgres postgres, String sqlText) throws SQLException {
        try (var connection = postgres.connect("shop");
                var sql = connection.createStatement();
                var rows = sql.executeQuery(sqlText)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
