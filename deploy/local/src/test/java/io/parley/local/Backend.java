package io.parley.local;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * What all instances of a platform share: PostgreSQL, Kafka, the simulated providers, credentials and folders. The
 * instances are {@link ServiceHost}s.
 */
final class Backend implements AutoCloseable {
    static final String LOOPBACK = "127.0.0.1";

    private static final String SANDBOX_HEAP = "256m";

    private final Options options;
    private final String address;
    private final String front;
    private final StateFolder state;
    private final Credentials credentials;
    private final DatabaseServer database;
    private final EmbeddedKafka kafka;
    private final JavaComponent sandbox;

    /** Where a backend runs. */
    record Location(Path home, Path state, Ports ports, String address, String clients) {

        /** On this machine only, with free ports. */
        static Location local(Path home, Path state) {
            return new Location(home, state, Ports.free(), LOOPBACK, null);
        }
    }

    /** @param front scheme and authority under which customers and providers reach the platform */
    Backend(Location location, String front) {
        this(location, front, null);
    }

    /** @param server the database server; null for the embedded one */
    Backend(Location location, String front, java.util.function.Function<Credentials, DatabaseServer> server) {
        this.options = Options.of(location.home(), location.state()).withPorts(location.ports());
        this.address = location.address();
        this.front = front;
        this.state = new StateFolder(options.state());
        this.credentials = Credentials.of(state, Map.of());
        this.database = server == null ? embedded(location) : server.apply(credentials);
        this.kafka = EmbeddedKafka.at(state.kafka())
                .address(address)
                .port(ports().kafka())
                .controllerPort(ports().kafkaController());
        this.sandbox = sandboxProcess();
    }

    private DatabaseServer embedded(Location location) {
        return DatabaseServer.embedded(
                state.postgres(), address, location.clients(), ports().postgres(), credentials.databasePasswords());
    }

    private JavaComponent sandboxProcess() {
        var flags = new java.util.ArrayList<>(options.jvm().flags(SANDBOX_HEAP));
        flags.addAll(List.of("-jar", Components.sandboxJar(options.home()).toString()));
        var arguments = new java.util.ArrayList<>(Components.sandboxArguments(ports(), front));
        arguments.add("--host=" + address);
        return new JavaComponent(
                new JavaComponent.Spec("sandbox", flags, arguments, state.work("sandbox"), state.log("sandbox")),
                () -> Probe.returns200(sandbox().url() + "/health"));
    }

    void start() throws IOException {
        StateFolder.writeSecret(
                state.directory(),
                new YAMLMapper().writeValueAsString(LocalIdentities.directory(credentials.apiKey())));
        sandbox.start();
        var broker = CompletableFuture.runAsync(kafka::start);
        database.start();
        broker.join();
        ServiceHost.awaitReady(sandbox, state);
    }

    /** Settings of a service that is reached at this address and these ports. */
    Map<String, String> settings(Service service, String host, Ports hostPorts) {
        var all = new TreeMap<>(new ServiceEnvironment(options, credentials, state).of(service));
        all.replaceAll((name, value) -> value.replace(LOOPBACK + ":", address + ":"));
        all.replaceAll((name, value) -> name.endsWith(".host") && value.equals(LOOPBACK) ? address : value);
        all.put("quarkus.http.host", host);
        all.put("quarkus.http.port", Integer.toString(hostPorts.http(service)));
        all.put("quarkus.management.host", host);
        all.put("quarkus.management.port", Integer.toString(hostPorts.management(service)));
        all.computeIfPresent("parley.api.public-url", (name, local) -> front);
        all.computeIfPresent("parley.egress.allowed-cidrs", (name, loopback) -> loopback + "," + address + "/32");
        return all;
    }

    Options options() {
        return options;
    }

    Ports ports() {
        return options.ports();
    }

    String address() {
        return address;
    }

    /** URL of the front. */
    String front() {
        return front;
    }

    Credentials credentials() {
        return credentials;
    }

    StateFolder state() {
        return state;
    }

    DatabaseServer database() {
        return database;
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    SandboxControl sandbox() {
        return new SandboxControl("http://" + address + ":" + ports().sandbox());
    }

    @Override
    public void close() {
        sandbox.kill9();
        kafka.stop();
        database.close();
    }
}
