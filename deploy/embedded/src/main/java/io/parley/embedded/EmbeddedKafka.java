package io.parley.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker with its controller (KRaft, one node) inside this JVM. It can be stopped and started again on the same
 * folder and port. Whoever wants to kill it runs {@link #main} as a process of its own.
 */
public final class EmbeddedKafka implements AutoCloseable {

    /** One cluster id for every data folder: a folder never meets another cluster. */
    private static final String CLUSTER_ID = "cGFybGV5LWxvY2FsLXJ1bg";

    private final Path folder;
    private final boolean temporary;
    private final Map<String, String> settings = new HashMap<>();
    private int port;
    private int controllerPort;
    private KafkaRaftServer server;

    private EmbeddedKafka(Path folder, boolean temporary) {
        this.folder = folder.toAbsolutePath();
        this.temporary = temporary;
    }

    /** A broker whose records live in this folder and outlive it; the folder is made if it is absent. */
    public static EmbeddedKafka at(Path folder) {
        return new EmbeddedKafka(folder, false);
    }

    /** A broker whose records are gone when it is closed. */
    public static EmbeddedKafka temporary() {
        return new EmbeddedKafka(Folders.temporary("parley-kafka-"), true);
    }

    /** The port for clients; without one a free port is taken at the first start and kept. */
    public EmbeddedKafka port(int port) {
        this.port = port;
        return this;
    }

    /** The port of the controller, which clients never call; chosen like {@link #port(int)}. */
    public EmbeddedKafka controllerPort(int port) {
        this.controllerPort = port;
        return this;
    }

    /** A broker setting, as in server.properties; wins over ours. */
    public EmbeddedKafka setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Starts the broker and returns when it takes requests. */
    public synchronized EmbeddedKafka start() {
        if (server != null) {
            return this;
        }
        port = port == 0 ? FreePorts.next() : port;
        controllerPort = controllerPort == 0 ? FreePorts.next() : controllerPort;
        format();
        server = startWithOwnClasses();
        return this;
    }

    /** The broker loads classes by the thread's loader, which in a test framework would be another one than its own. */
    private KafkaRaftServer startWithOwnClasses() {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(KafkaRaftServer.class.getClassLoader());
        try {
            var starting = new KafkaRaftServer(new KafkaConfig(configuration(), false), Time.SYSTEM);
            starting.startup();
            return starting;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void format() {
        OwnerOnly.folder(folder);
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(CLUSTER_ID)
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .setDirectories(List.of(folder.toString()))
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot prepare the broker's folder " + folder, e);
        }
    }

    private Map<String, String> configuration() {
        var all = new HashMap<>(BrokerSettings.ONE_NODE);
        all.put("log.dirs", folder.toString());
        all.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        all.putAll(settings);
        return all;
    }

    /** Stops the broker in order; the records stay. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    @Override
    public synchronized void close() {
        stop();
        if (temporary) {
            Folders.remove(folder);
        }
    }

    public int port() {
        return port;
    }

    /** What clients put into {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Runs a broker as a process: {@code <folder> <port> <controller port>}; it stops when its parent is gone. */
    public static void main(String[] arguments) {
        var kafka = at(Path.of(arguments[0]))
                .port(Integer.parseInt(arguments[1]))
                .controllerPort(Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop, "kafka-stop"));
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        kafka.start();
    }
}
