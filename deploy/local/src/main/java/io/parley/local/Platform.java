package io.parley.local;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.FileHandler;
import java.util.stream.Stream;

/**
 * A platform on this machine: all parts, each of which can be killed and started again. Whoever starts one closes it;
 * if its JVM is killed instead, the child processes end by themselves and the next start stops what PostgreSQL left.
 */
public final class Platform implements AutoCloseable {

    private static final int POLL_MS = 50;

    /** Somebody who waits wants to see that it goes on. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

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
    private final Parallel together = new Parallel(() -> ending = true);
    private volatile boolean ending;
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
        var parts = new Components(options, state, credentials, caches);
        postgres = parts.postgres();
        kafka = parts.kafka();
        sandbox = parts.sandbox();
        front = new FrontProxy(options.ports());
        services = parts.services();
        libraryLog = LibraryLog.into(state.log("launcher"));
    }

    /**
     * Starts everything and returns when it is ready.
     *
     * @throws StartupException if it cannot be, with a sentence for people; nothing is left running then
     */
    public static Platform start(Options options, Progress progress) {
        var platform = of(options, progress);
        platform.startOrClose();
        return platform;
    }

    /** A platform that is not started yet; refuses where none can be. */
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
            // All of one group at once: each part waits by itself for what it needs.
            together.run(first(), this::startAndAwait);
            together.run(rest(), this::startAndAwait);
        } catch (RuntimeException e) {
            close();
            throw e;
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

    private void startAndAwait(Component part) {
        var begin = System.nanoTime();
        requireNotEnding();
        try {
            part.start();
        } catch (StartupException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StartupException(part.name() + " does not start: " + StartupFailure.sentence(e, state), e);
        }
        awaitReady(part);
        progress.print("  %-18s ready after %.1f s".formatted(part.name(), (System.nanoTime() - begin) / 1e9));
    }

    /** Returns when the part answers, for example after it was started again. */
    public void awaitReady(Component part) {
        var stall = new StallDetector(part, state.log(part.name()), StallDetector.LIMIT);
        var begin = System.nanoTime();
        var nextSign = SIGN_OF_LIFE;
        while (!part.ready()) {
            requireNotEnding();
            requireMoving(part, stall);
            var waited = Duration.ofNanos(System.nanoTime() - begin);
            if (waited.compareTo(nextSign) > 0) {
                progress.print("  %-18s is still starting (%d s)".formatted(part.name(), waited.toSeconds()));
                nextSign = nextSign.plus(SIGN_OF_LIFE);
            }
            pause();
        }
    }

    private void requireMoving(Component part, StallDetector stall) {
        if (part.fell()) {
            throw new StartupException(StartupFailure.ofStopped(part.name(), state));
        }
        if (stall.isStalled()) {
            throw new StartupException(part.name() + " neither gets ready nor does anything (for "
                    + StallDetector.LIMIT.toSeconds() + " s); see " + state.log(part.name()) + ".");
        }
    }

    private void requireNotEnding() {
        if (ending) {
            throw new StartupException("Stopped before everything was ready.");
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
        return Stream.concat(first().stream(), rest().stream()).toList();
    }

    /** What the first 202 needs. messaging-service takes longest to start, so nothing else takes processors from it. */
    private List<Component> first() {
        return Stream.of(postgres, kafka, front, services.get(Service.MESSAGING))
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Component> rest() {
        return processes().stream()
                .filter(part -> part != services.get(Service.MESSAGING))
                .toList();
    }

    /** The parts that ended although nobody stopped them. */
    public List<Component> fallen() {
        return all().stream().filter(Component::fell).toList();
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

    /** Process id of a service or of the sandbox, for measurements. */
    public long pid(Component part) {
        return ((JavaComponent) part).pid();
    }

    /** The database server, for questions that only it can answer. */
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

    /** Stops services before the broker they leave and the database they write to. */
    @Override
    public void close() {
        ending = true;
        closeOnce();
    }

    private synchronized void closeOnce() {
        if (closed) {
            return;
        }
        closed = true;
        front.stop();
        together.run(processes(), Component::stop);
        caches.publish();
        kafka.stop();
        postgres.stop();
        LibraryLog.end(libraryLog);
        try {
            Files.deleteIfExists(state.running());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
