package io.parley.runtime.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One real PostgreSQL and one real Kafka broker for all tests of a JVM. Each service uses its own schema, created by
 * its migrations, in the database {@code postgres}.
 */
public class Infrastructure implements QuarkusTestResourceLifecycleManager {

    /** A server that tests can stop and restart. */
    public record Server(Runnable fail, Runnable recover) {

        public void whileUnavailable(Runnable action) {
            fail.run();
            try {
                action.run();
            } finally {
                recover.run();
            }
        }
    }

    @Override
    public Map<String, String> start() {
        var servers = servers();
        var address = "//127.0.0.1:" + servers.get("postgres.port") + "/postgres";
        var settings = new TreeMap<String, String>();
        settings.putAll(ownRole()
                .orElse(credentials((String) servers.get("postgres.user"), (String) servers.get("postgres.password"))));
        settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql:" + address);
        settings.put("quarkus.datasource.reactive.url", "postgresql:" + address);
        settings.put("kafka.bootstrap.servers", (String) servers.get("kafka.bootstrap"));
        return settings;
    }

    @Override
    public void stop() {
        // The servers run until the JVM ends.
    }

    /** Credentials of the service under test, whose role owns only its schema; empty for a service without a schema. */
    private static Optional<Map<String, String>> ownRole() {
        var services = List.of("messaging", "template", "flow");
        return services.stream()
                .filter(service -> Infrastructure.class.getResource("/db/migration/" + service) != null)
                .findFirst()
                .map(service -> credentials("parley_" + service, service));
    }

    private static Map<String, String> credentials(String user, String password) {
        return Map.of("quarkus.datasource.username", user, "quarkus.datasource.password", password);
    }

    /** Fails by a kill of its processes, recovers with the same data and port. */
    public static Server postgres() {
        return new Server(
                (Runnable) servers().get("postgres.kill"), (Runnable) servers().get("postgres.start"));
    }

    /** Fails by suspending its processes with all connections open, recovers by resuming them. */
    public static Server stallingPostgres() {
        return new Server((Runnable) servers().get("postgres.freeze"), (Runnable)
                servers().get("postgres.thaw"));
    }

    /** Fails by a stop, recovers with the same data and port. */
    public static Server kafka() {
        return new Server(
                (Runnable) servers().get("kafka.stop"), (Runnable) servers().get("kafka.start"));
    }

    /**
     * Loads the class with the system class loader, so that the servers do not belong to an application's class loader.
     */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> servers() {
        try {
            return (Map<String, Object>)
                    Class.forName("io.parley.embedded.SharedServers", true, ClassLoader.getSystemClassLoader())
                            .getMethod("start")
                            .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the shared servers could not be started", e);
        }
    }
}
