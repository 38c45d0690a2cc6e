package io.parley.embedded;

import java.util.List;
import java.util.Map;

/**
 * One PostgreSQL and one broker for all tests of a JVM, stopped when the JVM ends. The API uses JDK types only, because
 * test frameworks reload the callers in new class loaders while the servers stay.
 */
public final class SharedServers {

    /** Services with a database; in tests their name is also their password. */
    private static final List<String> SERVICES = List.of("messaging", "template", "flow");

    private static SharedServers running;

    private final EmbeddedPostgres postgres =
            EmbeddedPostgres.temporary().setting("max_connections", "300").setting("synchronous_commit", "on");
    private final EmbeddedKafka kafka = EmbeddedKafka.temporary();

    private SharedServers() {}

    /**
     * Starts both unless they are running.
     *
     * @return {@code postgres.port}, {@code postgres.user}, {@code postgres.password}, {@code kafka.bootstrap} as
     *     strings and {@code postgres.kill}, {@code postgres.start}, {@code postgres.freeze}, {@code postgres.thaw},
     *     {@code kafka.stop}, {@code kafka.start} as {@link Runnable}s for fault tests
     */
    public static synchronized Map<String, Object> start() {
        if (running == null) {
            running = new SharedServers();
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shared-servers-stop"));
            running.startBoth();
        }
        return running.handles();
    }

    private void startBoth() {
        var broker = Thread.ofPlatform().start(kafka::start);
        postgres.start();
        SERVICES.forEach(service -> postgres.createServiceRole(EmbeddedPostgres.USER, service, service));
        try {
            broker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> handles() {
        return Map.of(
                "postgres.port",
                Integer.toString(postgres.port()),
                "postgres.user",
                EmbeddedPostgres.USER,
                "postgres.password",
                postgres.password(),
                "postgres.kill",
                (Runnable) postgres::kill9,
                "postgres.start",
                (Runnable) postgres::start,
                "postgres.freeze",
                (Runnable) postgres::freeze,
                "postgres.thaw",
                (Runnable) postgres::thaw,
                "kafka.bootstrap",
                kafka.bootstrapServers(),
                "kafka.stop",
                (Runnable) kafka::stop,
                "kafka.start",
                (Runnable) kafka::start);
    }

    private void close() {
        kafka.close();
        postgres.close();
    }
}
