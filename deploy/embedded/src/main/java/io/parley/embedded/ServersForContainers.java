package io.parley.embedded;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A process with PostgreSQL and a broker for services that run elsewhere, such as in containers. Ends with its parent. */
final class ServersForContainers {

    private static final int POSTGRES_PORT = 5432;
    private static final int BROKER_PORT = 9092;
    private static final int CONTROLLER_PORT = 9093;

    private ServersForContainers() {}

    /**
     * Arguments: folder for the data, address to listen on, network of the clients, database, password of the superuser,
     * and then name and password of each service with a schema. Prints {@code ready}.
     */
    public static void main(String[] arguments) {
        var folder = Path.of(arguments[0]);
        var address = arguments[1];
        var postgres = EmbeddedPostgres.at(folder.resolve("postgres"))
                .durable(true)
                .port(POSTGRES_PORT)
                .address(address, arguments[2])
                .password(arguments[4]);
        var kafka = EmbeddedKafka.at(folder.resolve("kafka"))
                .address(address)
                .port(BROKER_PORT)
                .controllerPort(CONTROLLER_PORT);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, kafka), "stop"));
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        var broker = CompletableFuture.runAsync(kafka::start);
        postgres.start().createDatabase(arguments[3]);
        for (var i = 5; i + 1 < arguments.length; i += 2) {
            postgres.createServiceRole(arguments[3], arguments[i], arguments[i + 1]);
        }
        broker.join();
        System.out.println("ready");
    }

    private static void stop(EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        kafka.stop();
        postgres.stop();
    }
}
