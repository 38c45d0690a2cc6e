package io.parley.local;

import io.parley.local.HostNetwork.Host;
import java.io.IOException;
import java.nio.file.Path;

/** A second whole platform: its services on host c, its database (Debian's PostgreSQL), broker, providers and front. */
final class Cell implements AutoCloseable {
    private static final Ports DATA_PORTS = new Ports(9080);

    private final Path home;
    private final Nginx front;
    private final Backend backend;
    private final ServiceHost host;
    private DebianPostgres postgres;

    Cell(HostNetwork network, Path home, Path folder) {
        this.home = home;
        front = new Nginx(folder.resolve("front-of-cell"), Host.EDGE.address() + ":8081", network.on(Host.EDGE));
        var data = Host.DATA.address();
        backend = new Backend(
                new Backend.Location(home, folder.resolve("cell"), DATA_PORTS, data, Host.NETWORK),
                front.url(),
                credentials -> postgres = new DebianPostgres(
                        home, folder.resolve("postgres"), data, Host.NETWORK, DATA_PORTS.postgres(), credentials));
        host = new ServiceHost(backend, "c", Host.C.address(), new Ports(8080), network.on(Host.C));
    }

    void start() throws IOException {
        backend.start();
        host.start();
        front.start(home, java.util.List.of(host));
    }

    /** Ends everything that stores or serves data; the providers and the front remain. */
    void stopAll() {
        host.kill9();
        backend.kafka().stop();
        postgres.stopImmediately();
    }

    void startAgain() {
        postgres.launch();
        backend.kafka().start();
        host.start();
    }

    /** Starts it with another copy of its database. */
    void startFrom(Path databaseFolder) {
        postgres.use(databaseFolder);
        startAgain();
    }

    Backend backend() {
        return backend;
    }

    ServiceHost host() {
        return host;
    }

    Nginx front() {
        return front;
    }

    DebianPostgres postgres() {
        return postgres;
    }

    @Override
    public void close() {
        front.close();
        host.close();
        backend.close();
    }
}
