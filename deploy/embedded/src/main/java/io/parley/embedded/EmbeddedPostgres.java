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
 * A PostgreSQL server on this machine with its own data folder. It can be stopped, killed and started again with the
 * same folder and port, for fault tests. It listens on loopback, requires a password, and accepts no other clients unless an
 * address is set.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The superuser. */
    public static final String USER = "postgres";

    /** Long, because recovery after a kill is slow on a busy machine; a failed start is detected by the exit. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(300);

    private final Path folder;
    private final boolean temporary;
    private final Map<String, String> settings = new HashMap<>(Map.of("listen_addresses", "127.0.0.1"));
    private int port;
    private String network;
    private String password = "postgres";
    private io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

    private EmbeddedPostgres(Path folder, boolean temporary) {
        this.folder = folder.toAbsolutePath();
        this.temporary = temporary;
        durable(false);
    }

    /** Creates a server with its data in this folder, which is kept; creates the folder if absent. */
    public static EmbeddedPostgres at(Path folder) {
        return new EmbeddedPostgres(folder, false);
    }

    /** Creates a server whose data is deleted when it is closed. */
    public static EmbeddedPostgres temporary() {
        return new EmbeddedPostgres(Folders.temporary("parley-postgres-"), true);
    }

    /** Sets the port; by default a free port is selected at the first start. */
    public EmbeddedPostgres port(int port) {
        this.port = port;
        return this;
    }

    /**
     * Listens on another address besides loopback.
     *
     * @param network clients that may connect, with their password, for example 10.77.0.0/24
     */
    public EmbeddedPostgres address(String address, String network) {
        this.network = network;
        return setting("listen_addresses", "127.0.0.1," + address);
    }

    /** Sets whether a commit is on disk before it is acknowledged (fsync and synchronous_commit); default off. */
    public EmbeddedPostgres durable(boolean durable) {
        var value = durable ? "on" : "off";
        return setting("fsync", value).setting("synchronous_commit", value).setting("full_page_writes", value);
    }

    /** Sets the superuser's password, which is applied at the first start of a data folder. */
    public EmbeddedPostgres password(String password) {
        this.password = password;
        return this;
    }

    /** Sets a server setting, as in postgresql.conf. */
    public EmbeddedPostgres setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Starts the server. Returns when it accepts connections; a left-over server of this folder is stopped first. */
    public synchronized EmbeddedPostgres start() {
        if (server != null) {
            return this;
        }
        stopLeftOver();
        port = port == 0 ? FreePorts.next() : port;
        try {
            server = launch();
            Passwords.require(this, folder, network);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL; see " + log(), e);
        }
    }

    /** Stops a server that a killed process left running for this folder. */
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
                .setPGStartupWait(START_TIMEOUT)
                .setConnectConfig("password", password)
                .setOutputRedirector(Redirect.appendTo(log().toFile()));
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** Stops the server gracefully; the data is kept. */
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

    /** Kills the server and its connections with SIGKILL; the data is kept. */
    public synchronized void kill9() {
        Postmaster.of(folder).kill9();
        stop();
    }

    /** Returns whether the server's process is alive; it may have been killed externally. */
    public boolean isAlive() {
        return Postmaster.of(folder).isAlive();
    }

    /** Suspends all processes of the server, like a stalled disk or host; connections stay open. */
    public synchronized void freeze() {
        Postmaster.of(folder).freeze();
    }

    /** Resumes a suspended server. */
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

    /** Opens a superuser connection to a database. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, password);
    }

    /** Creates the database if absent. */
    public EmbeddedPostgres createDatabase(String name) {
        return executeUnlessExists(
                "SELECT 1 FROM pg_database WHERE datname = '" + name + "'", "CREATE DATABASE \"" + name + "\"");
    }

    /** Creates the role of a service, which owns the schema of that name, by the same script as in production. */
    public EmbeddedPostgres createServiceRole(String database, String service, String password) {
        try (var connection = connect(database);
                var sql = connection.createStatement()) {
            sql.execute(ServiceRole.script(service, password));
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private EmbeddedPostgres executeUnlessExists(String query, String statement) {
        try (var connection = connect(USER);
                var sql = connection.createStatement()) {
            if (!sql.executeQuery(query).next()) {
                sql.execute(statement);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the log file, next to the data folder because that must be empty at first. */
    public Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }
}
