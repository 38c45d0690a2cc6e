package io.parley.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** PostgreSQL 15 as Debian packages it, with its tools for backups; run by the user postgres. */
final class DebianPostgres implements DatabaseServer {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final String SUPERUSER = "postgres";
    private static final int SECONDS = 60;

    private final Path home;
    private Path folder;
    private final String address;
    private final String clients;
    private final int port;
    private final Credentials credentials;

    /**
     * @param folder of the data; the user postgres must be able to reach its parent
     * @param clients network whose clients may connect
     */
    DebianPostgres(Path home, Path folder, String address, String clients, int port, Credentials credentials) {
        this.home = home;
        this.folder = folder;
        this.address = address;
        this.clients = clients;
        this.port = port;
        this.credentials = credentials;
    }

    /** A server at another folder and port with the same superuser. */
    DebianPostgres at(Path otherFolder, int otherPort) {
        return new DebianPostgres(home, otherFolder, address, clients, otherPort, credentials);
    }

    @Override
    public void start() {
        initialize();
        launch();
        run("psql", "-d", SUPERUSER, "-c", "create database " + ServiceEnvironment.DATABASE);
        credentials.databasePasswords().forEach((service, password) -> {
            var script = home.resolve("deploy/postgres/service-role.sql").toString();
            run(
                    "psql",
                    "-d",
                    ServiceEnvironment.DATABASE,
                    "-q",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-v",
                    "service=" + service.route(),
                    "-v",
                    "password=" + password,
                    "-f",
                    script);
        });
    }

    private void initialize() {
        try {
            Files.createDirectories(folder);
            run("chown", SUPERUSER, folder.toString());
            var password = Files.writeString(
                    folder.resolveSibling(folder.getFileName() + ".password"), credentials.postgresPassword());
            run("chown", SUPERUSER, password.toString());
            asPostgres(
                    "initdb", "-D", folder.toString(), "-U", SUPERUSER, "-A", "scram-sha-256", "--pwfile=" + password);
            Files.delete(password);
            Files.writeString(
                    folder.resolve("pg_hba.conf"),
                    Files.readString(folder.resolve("pg_hba.conf")) + "host all all " + clients + " scram-sha-256\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Uses another folder from the next start on. */
    void use(Path otherFolder) {
        folder = otherFolder;
    }

    /** Starts the server with the data that the folder has. */
    void launch() {
        var options = "-c listen_addresses=127.0.0.1," + address + " -p " + port
                + " -c unix_socket_directories= -c max_connections=200";
        asPostgres(
                "pg_ctl",
                "start",
                "-w",
                "-D",
                folder.toString(),
                "-l",
                folder.resolve("server.log").toString(),
                "-o",
                options);
    }

    /** Stops the server without a checkpoint, like a host that fails. */
    void stopImmediately() {
        asPostgres("pg_ctl", "stop", "-w", "-m", "immediate", "-D", folder.toString());
    }

    /** Copies the running server, with the log that makes the copy consistent. */
    void baseBackup(Path target) throws IOException {
        run("pg_basebackup", "-D", target.toString(), "-X", "stream", "-c", "fast");
        run("chown", "-R", SUPERUSER, target.toString());
    }

    void dump(Path target) {
        run("pg_dump", "-Fc", "-d", ServiceEnvironment.DATABASE, "-f", target.toString());
    }

    /** Restores a dump into the database, whose roles exist and whose schemas are empty. */
    void restore(Path dump) {
        run(
                "pg_restore",
                "--clean",
                "--if-exists",
                "--exit-on-error",
                "-d",
                ServiceEnvironment.DATABASE,
                dump.toString());
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + ServiceEnvironment.DATABASE,
                SUPERUSER,
                credentials.postgresPassword());
    }

    @Override
    public void close() {
        if (Files.exists(folder.resolve("postmaster.pid"))) {
            stopImmediately();
        }
    }

    private void asPostgres(String program, String... arguments) {
        var command = new ArrayList<>(List.of(
                "runuser", "-u", SUPERUSER, "--", PROGRAMS.resolve(program).toString()));
        command.addAll(List.of(arguments));
        execute(command);
    }

    private void run(String program, String... arguments) {
        var path = PROGRAMS.resolve(program);
        var command = new ArrayList<>(List.of(Files.exists(path) ? path.toString() : program));
        command.addAll(List.of(arguments));
        execute(command);
    }

    private void execute(List<String> command) {
        try {
            var log = folder.resolveSibling(folder.getFileName() + ".commands.log");
            var builder = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment()
                    .putAll(Map.of(
                            "PGHOST",
                            "127.0.0.1",
                            "PGPORT",
                            Integer.toString(port),
                            "PGUSER",
                            SUPERUSER,
                            "PGPASSWORD",
                            credentials.postgresPassword()));
            var process = builder.start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command.getFirst() + " failed; see " + log);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
