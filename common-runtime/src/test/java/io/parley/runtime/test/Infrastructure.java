package io.parley.runtime.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One real PostgreSQL and one real Kafka broker for all tests of a JVM. Each service works in its own schema, which its
 * migrations make, of the database {@code postgres}.
 */
public class Infrastructure implements QuarkusTestResourceLifecycleManager {

    /** A server that fault tests take away and bring back. */
    public record Server(Runnable fail, Runnable recover) {}

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
        // The servers outlive the application: they end with the JVM.
    }

    /** The role of the service under test, which owns its schema and nothing else; empty for one without a schema. */
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

    /** Fails as in a power cut, recovers on the same data and port. */
    public static Server postgres() {
        return new Server(
                (Runnable) servers().get("postgres.kill"), (Runnable) servers().get("postgres.start"));
    }

    /** Fails by standing still with all its connections open, recovers by going on where it stood. */
    public static Server stallingPostgres() {
        return new Server((Runnable) servers().get("postgres.freeze"), (Runnable)
                servers().get("postgres.thaw"));
    }

    /** Fails by stopping, recovers on the same data and port. */
    public static Server kafka() {
        return new Server(
                (Runnable) servers().get("kafka.stop"), (Runnable) servers().get("kafka.start"));
    }

    /** Asks the class of the JVM's own loader, so that the servers do not live in an application's loader. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> servers() {
        try {
            return (Map<String, Object>)
                    Class.forName("io.parley.embedded.SharedServers", true, ClassLoader.getSystemClassLoader())
                            .getMethod("start")
                            .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the shared servers do not start", e);
        }
    }
}
