package io.parley.local;

import io.parley.embedded.EmbeddedKafka;
import io.parley.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The services of deploy/systemd without systemd: the command, environment, credentials and working folder of each unit,
 * with the sample settings. Paths lie below a temporary folder, and addresses and secrets of the samples are replaced.
 */
final class SystemdRun implements AutoCloseable {

    static final String OPERATOR_KEY = "operator-key-of-the-production-test";
    private static final String DATABASE = "parley";
    private static final String PASSWORD = "password-of-the-production-test";

    private final Path home;
    private final Path root;
    private final Ports ports = Ports.free();
    private final Map<String, String> addresses;
    private final Map<Service, Process> processes = new EnumMap<>(Service.class);

    /**
     * @param home the project, with built services
     * @param root an empty folder
     */
    SystemdRun(Path home, Path root, EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        this.home = home;
        this.root = root;
        addresses = Map.of(
                "kafka-1.internal:9092,kafka-2.internal:9092,kafka-3.internal:9092",
                kafka.bootstrapServers(),
                "db.internal:5432",
                "127.0.0.1:" + postgres.port());
        postgres.createDatabase(DATABASE);
        Service.withDatabase().forEach(service -> postgres.createServiceRole(DATABASE, service.route(), PASSWORD));
    }

    void start(Service service) {
        var unit = SystemdUnit.of(home.resolve("deploy/systemd"), service);
        var environment = environment(unit, service);
        var command = unit.command(environment).stream()
                .map(word -> located(word, service))
                .toList();
        credentials(unit, service);
        try {
            var folder = Files.createDirectories(Path.of(located(unit.value("WorkingDirectory"), service)));
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log(service).toFile()));
            builder.environment().clear();
            builder.environment().putAll(environment);
            processes.put(service, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As in systemd, values in the files override those of the unit. */
    private Map<String, String> environment(SystemdUnit unit, Service service) {
        var all = new HashMap<String, String>();
        for (var pair : unit.all("Environment")) {
            all.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        for (var file : unit.all("EnvironmentFile")) {
            all.putAll(SystemdUnit.settings(Path.of(located(file, service))));
        }
        all.putAll(Map.of(
                "PARLEY_BUS_TOPICS_REPLICATION_FACTOR",
                "1",
                "PARLEY_BUS_TOPICS_MIN_INSYNC_REPLICAS",
                "1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(ports.http(service)),
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(ports.management(service))));
        all.replaceAll((name, value) -> located(addressed(value), service));
        return all;
    }

    private String addressed(String value) {
        var replaced = value;
        for (var address : addresses.entrySet()) {
            replaced = replaced.replace(address.getKey(), address.getValue());
        }
        return replaced;
    }

    private String located(String text, Service service) {
        return text.replace(SystemdUnit.STATE, root + SystemdUnit.STATE)
                .replace(SystemdUnit.CREDENTIALS, root + SystemdUnit.CREDENTIALS)
                .replace(SystemdUnit.ETC, home.resolve("deploy/systemd/etc").toString())
                .replace(SystemdUnit.JAVA, System.getProperty("java.home"))
                .replace(
                        SystemdUnit.RELEASES + "/" + service.route(),
                        service.jar(home).getParent().toString());
    }

    /** Writes the credentials with secrets in place of those to be replaced. */
    private void credentials(SystemdUnit unit, Service service) {
        var folder =
                root.resolve(SystemdUnit.CREDENTIALS.substring(1)).resolve("parley@" + service.route() + ".service");
        for (var credential : unit.all("LoadCredential")) {
            var parts = credential.split(":", 2);
            var secrets = new LinkedHashMap<>(SystemdUnit.settings(Path.of(located(parts[1], service))));
            secrets.replaceAll((name, value) -> secret(name));
            StateFolder.writeSecret(folder.resolve(parts[0]), secrets);
        }
    }

    private static String secret(String setting) {
        return switch (setting) {
            case "quarkus.datasource.password" -> PASSWORD;
            case "parley.operator.key" -> OPERATOR_KEY;
            case "parley.secrets.key" -> Base64.getEncoder().encodeToString(new byte[32]);
            default -> throw new IllegalArgumentException("no secret for " + setting);
        };
    }

    boolean isReady(Service service) {
        return Probe.returns200("http://127.0.0.1:" + ports.management(service) + "/q/health/ready");
    }

    boolean isAlive(Service service) {
        return processes.get(service).isAlive();
    }

    /** Base URL of a service. */
    String url(Service service) {
        return "http://127.0.0.1:" + ports.http(service);
    }

    Path log(Service service) {
        return root.resolve(service.route() + ".log");
    }

    /** Sends SIGTERM and returns the exit status; fails if the unit's time to stop passes. */
    int stop(Service service) throws InterruptedException {
        var unit = SystemdUnit.of(home.resolve("deploy/systemd"), service);
        var process = processes.get(service);
        process.destroy();
        if (!process.waitFor(Integer.parseInt(unit.value("TimeoutStopSec")), TimeUnit.SECONDS)) {
            throw new AssertionError(service + " did not stop in time");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
    }
}
