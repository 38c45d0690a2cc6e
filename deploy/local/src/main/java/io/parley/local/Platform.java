package io.parley.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.FileHandler;
import java.util.stream.Stream;

/**
 * A platform on this machine: all components, each of which can be killed and started again. The caller must close it;
 * if its JVM is killed instead, the child processes end themselves and the next start stops PostgreSQL.
 */
public final class Platform implements AutoCloseable {

    private static final int POLL_MS = 50;

    /** Interval of progress messages during a slow start. */
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(15);

    private final Options options;
    private final StateFolder state;
    private final Progress progress;
    private final Credentials credentials;
    private final StartCaches caches;
    private final FileHandler libraryLog;
    private final PostgresComponent postgres;
    private final Component kafka;
    private final Component sandbox;
    private final Component front;
    private final Map<Service, Component> services;
    private final Parallel parallel = new Parallel(() -> closing = true);
    private volatile boolean closing;
    private volatile boolean closed;

    private Platform(Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
        state = new StateFolder(options.state());
        new PortCheck(options.ports(), state).require();
        credentials = Credentials.of(state, System.getenv());
        caches = options.recorded() == null
                ? new StartCaches(state.caches(), options.jvm(), false)
                : new StartCaches(options.recorded(), options.jvm(), true);
        var components = new Components(options, state, credentials, caches);
        postgres = components.postgres();
        kafka = components.kafka();
        sandbox = components.sandbox();
        front = new FrontProxy(options.ports());
        services = components.services();
        libraryLog = LibraryLog.into(state.log("launcher"));
    }

    /**
     * Starts a platform and returns when it is ready.
     *
     * @throws StartupException if the start fails, with a message for users; all components are stopped
     */
    public static Platform start(Options options, Progress progress) {
        var platform = of(options, progress);
        platform.startOrClose();
        return platform;
    }

    /** Creates a platform without starting it. Fails if its ports or its folder are in use. */
    static Platform of(Options options, Progress progress) {
        return new Platform(options, progress);
    }

    boolean closed() {
        return closed;
    }

    void startOrClose() {
        try {
            RunningPlatform.here(options.ports()).write(state);
            writeDirectory();
            // Parallel within a group: each component waits for its own dependencies.
            parallel.run(firstGroup(), this::startAndAwait);
            parallel.run(secondGroup(), this::startAndAwait);
            writeAddresses(state.addresses());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Writes addresses and keys for scripts to a file. */
    void writeAddresses(Path file) {
        try {
            var json = new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(endpoints().forScripts(credentials));
            StateFolder.writeSecret(file, json + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeDirectory() {
        try {
            var text = new YAMLMapper().writeValueAsString(LocalIdentities.directory(credentials.apiKey()));
            StateFolder.writeSecret(state.directory(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startAndAwait(Component component) {
        var begin = System.nanoTime();
        requireNotClosing();
        try {
            component.start();
        } catch (StartupException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StartupException(component.name() + " cannot start: " + StartupFailure.describe(e, state), e);
        }
        awaitReady(component);
        progress.print("  %-18s ready after %.1f s".formatted(component.name(), (System.nanoTime() - begin) / 1e9));
    }

    /** Waits until the component is ready, for example after a restart. */
    public void awaitReady(Component component) {
        var stall = new StallDetector(component, state.log(component.name()), StallDetector.LIMIT);
        var begin = System.nanoTime();
        var nextReport = PROGRESS_INTERVAL;
        while (!component.ready()) {
            requireNotClosing();
            requireProgress(component, stall);
            var waited = Duration.ofNanos(System.nanoTime() - begin);
            if (waited.compareTo(nextReport) > 0) {
                progress.print("  %-18s is still starting (%d s)".formatted(component.name(), waited.toSeconds()));
                nextReport = nextReport.plus(PROGRESS_INTERVAL);
            }
            pause();
        }
    }

    private void requireProgress(Component component, StallDetector stall) {
        if (component.crashed()) {
            throw new StartupException(StartupFailure.ofStopped(component.name(), state));
        }
        if (stall.isStalled()) {
            throw new StartupException(component.name() + " is not ready and shows no activity (for "
                    + StallDetector.LIMIT.toSeconds() + " s); see " + state.log(component.name()) + ".");
        }
    }

    private void requireNotClosing() {
        if (closing) {
            throw new StartupException("Stopped before all components were ready.");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted");
        }
    }

    private List<Component> processes() {
        var all = new ArrayList<>(services.values());
        all.add(sandbox);
        return all;
    }

    List<Component> all() {
        return Stream.concat(firstGroup().stream(), secondGroup().stream()).toList();
    }

    /** Components of the first 202. messaging-service starts slowest, so no other service competes with it. */
    private List<Component> firstGroup() {
        return Stream.of(postgres, kafka, front, services.get(Service.MESSAGING))
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Component> secondGroup() {
        return processes().stream()
                .filter(component -> component != services.get(Service.MESSAGING))
                .toList();
    }

    /** Returns the components that ended without being stopped. */
    public List<Component> crashed() {
        return all().stream().filter(Component::crashed).toList();
    }

    public Component postgres() {
        return postgres;
    }

    public Component kafka() {
        return kafka;
    }

    public Component sandbox() {
        return sandbox;
    }

    public Component front() {
        return front;
    }

    public Component service(Service service) {
        return services.get(service);
    }

    /** Returns the process id of a service or of the sandbox, for measurements. */
    public long pid(Component component) {
        return ((JavaComponent) component).pid();
    }

    /** Returns the database server. */
    public io.parley.embedded.EmbeddedPostgres database() {
        return postgres.postgres();
    }

    public PlatformUrls endpoints() {
        return new PlatformUrls(options.ports());
    }

    public Credentials credentials() {
        return credentials;
    }

    public StateFolder state() {
        return state;
    }

    /** Stops the services first, then the broker and the database that they use. */
    @Override
    public void close() {
        closing = true;
        closeOnce();
    }

    private synchronized void closeOnce() {
        if (closed) {
            return;
        }
        closed = true;
        front.stop();
        parallel.run(processes(), Component::stop);
        caches.publish();
        kafka.stop();
        postgres.stop();
        LibraryLog.end(libraryLog);
        try {
            Files.deleteIfExists(state.addresses());
            Files.deleteIfExists(state.running());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
