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
 * A Kafka broker with its controller (KRaft, one node) in this JVM. It can be stopped and started again with the same
 * folder and port. To be able to kill it, run {@link #main} as a separate process.
 */
public final class EmbeddedKafka implements AutoCloseable {

    /** The same cluster id for every data folder, because a folder is not used by several clusters. */
    private static final String CLUSTER_ID = "cGFybGV5LWxvY2FsLXJ1bg";

    private final Path folder;
    private final boolean temporary;
    private final Map<String, String> settings = new HashMap<>();
    private String address = "127.0.0.1";
    private int port;
    private int controllerPort;
    private KafkaRaftServer server;

    private EmbeddedKafka(Path folder, boolean temporary) {
        this.folder = folder.toAbsolutePath();
        this.temporary = temporary;
    }

    /** Creates a broker with its records in this folder, which are kept; creates the folder if absent. */
    public static EmbeddedKafka at(Path folder) {
        return new EmbeddedKafka(folder, false);
    }

    /** Creates a broker whose records are deleted when it is closed. */
    public static EmbeddedKafka temporary() {
        return new EmbeddedKafka(Folders.temporary("parley-kafka-"), true);
    }

    /** Sets the port for clients; by default a free port is selected at the first start. */
    public EmbeddedKafka port(int port) {
        this.port = port;
        return this;
    }

    /** Sets the address on which clients connect; default loopback. */
    public EmbeddedKafka address(String address) {
        this.address = address;
        return this;
    }

    /** Sets the port of the controller, which clients do not use; the default is like {@link #port(int)}. */
    public EmbeddedKafka controllerPort(int port) {
        this.controllerPort = port;
        return this;
    }

    /** Sets a broker setting, as in server.properties; overrides the defaults. */
    public EmbeddedKafka setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Starts the broker. Returns when it accepts requests. */
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

    /** Sets the broker's class loader: it loads classes by the context loader, which a test framework may replace. */
    private KafkaRaftServer startWithOwnClasses() {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(KafkaRaftServer.class.getClassLoader());
        try {
            var created = new KafkaRaftServer(new KafkaConfig(configuration(), false), Time.SYSTEM);
            created.startup();
            return created;
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
            throw new IllegalStateException("cannot format the broker's folder " + folder, e);
        }
    }

    private Map<String, String> configuration() {
        var all = new HashMap<>(BrokerProperties.ONE_NODE);
        all.put("log.dirs", folder.toString());
        all.put("listeners", "PLAINTEXT://" + address + ":" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        all.putAll(settings);
        return all;
    }

    /** Stops the broker gracefully; the records are kept. */
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

    /** Returns the {@code bootstrap.servers} for clients. */
    public String bootstrapServers() {
        return address + ":" + port;
    }

    /** Runs a broker as a process. Arguments: {@code <folder> <port> <controller port>}. Ends with its parent. */
    public static void main(String[] arguments) {
        var kafka = at(Path.of(arguments[0]))
                .port(Integer.parseInt(arguments[1]))
                .controllerPort(Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop, "kafka-stop"));
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        kafka.start();
    }
}
