package io.parley.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A PostgreSQL server of this machine with its own data folder. It can be stopped, killed and started again on the same
 * folder and port, as fault tests need. It listens on loopback only and asks for a password.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The superuser, who owns everything here. */
    public static final String USER = "postgres";

    /** Recovery after a kill takes long on a busy machine; a server that cannot start ends, which is noticed at once. */
    private static final Duration START_LIMIT = Duration.ofSeconds(300);

    private final Path folder;
    private final boolean temporary;
    private final Map<String, String> settings = new HashMap<>(Map.of("listen_addresses", "127.0.0.1"));
    private int port;
    private String password = "postgres";
    private io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

    private EmbeddedPostgres(Path folder, boolean temporary) {
        this.folder = folder.toAbsolutePath();
        this.temporary = temporary;
        durable(false);
    }

    /** A server whose data lives in this folder and outlives it; the folder is made if it is absent. */
    public static EmbeddedPostgres at(Path folder) {
        return new EmbeddedPostgres(folder, false);
    }

    /** A server whose data is gone when it is closed. */
    public static EmbeddedPostgres temporary() {
        return new EmbeddedPostgres(Folders.temporary("parley-postgres-"), true);
    }

    /** The port to listen on; without one a free port is taken at the first start and kept. */
    public EmbeddedPostgres port(int port) {
        this.port = port;
        return this;
    }

    /** Whether a commit is on disk before it is acknowledged (fsync and synchronous_commit); off unless asked for. */
    public EmbeddedPostgres durable(boolean durable) {
        var value = durable ? "on" : "off";
        return setting("fsync", value).setting("synchronous_commit", value).setting("full_page_writes", value);
    }

    /** The superuser's password, set at the first start on a data folder. */
    public EmbeddedPostgres password(String password) {
        this.password = password;
        return this;
    }

    /** A server setting, as in postgresql.conf. */
    public EmbeddedPostgres setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Starts the server and returns when it answers; a server left over on this folder is stopped first. */
    public synchronized EmbeddedPostgres start() {
        if (server != null) {
            return this;
        }
        stopLeftOver();
        port = port == 0 ? FreePorts.next() : port;
        try {
            server = launch();
            Passwords.require(this, folder);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(log() + " says why", e);
        }
    }

    /** Stops a server that a killed process left running on this folder. */
    public void stopLeftOver() {
        Postmaster.of(folder).stopLeftOver();
    }

    private io.zonky.test.db.postgres.embedded.EmbeddedPostgres launch() throws IOException {
        OwnerOnly.folder(folder);
        OwnerOnly.file(log());
        var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(START_LIMIT)
                .setConnectConfig("password", password)
                .setOutputRedirector(Redirect.appendTo(log().toFile()));
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** Stops the server in order; the data stays. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server = null;
        }
    }

    /** Kills the server and its connections with SIGKILL, as a power cut would; the data stays. */
    public synchronized void kill9() {
        Postmaster.of(folder).kill9();
        stop();
    }

    /** Whether the server's process lives; it may have been killed from outside. */
    public boolean isAlive() {
        return Postmaster.of(folder).isAlive();
    }

    /** Stops every process of the server where it stands, as a stalled disk or host would; connections stay open. */
    public synchronized void freeze() {
        Postmaster.of(folder).freeze();
    }

    /** Lets a frozen server go on. */
    public synchronized void thaw() {
        Postmaster.of(folder).thaw();
    }

    @Override
    public synchronized void close() {
        stop();
        if (temporary) {
            Folders.remove(folder);
            Folders.remove(log());
        }
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The address as Quarkus's reactive client writes it. */
    public String reactiveUrl(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A superuser connection to one database. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, password);
    }

    /** Makes the database unless it is there. */
    public EmbeddedPostgres createDatabase(String name) {
        return unlessExists(
                "SELECT 1 FROM pg_database WHERE datname = '" + name + "'", "CREATE DATABASE \"" + name + "\"");
    }

    /** Makes the role of a service, which owns the schema of that name, as operators do in production. */
    public EmbeddedPostgres createServiceRole(String database, String service, String password) {
        try (var connection = connect(database);
                var sql = connection.createStatement()) {
            sql.execute(ServiceRole.script(service, password));
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private EmbeddedPostgres unlessExists(String question, String statement) {
        try (var connection = connect(USER);
                var sql = connection.createStatement()) {
            if (!sql.executeQuery(question).next()) {
                sql.execute(statement);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the server says; beside the data folder, which must be empty at first. */
    public Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }
}
