package io.parley.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One instance of every service, as on a host of its own, with the database and broker of a {@link Backend}. */
final class ServiceHost implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
    private static final int POLL_MS = 50;

    /** Short limits, so that the messages of an instance that is killed are settled within seconds. */
    private static final Map<String, String> SHORT_LIMITS = Map.of(
            "parley.dispatch.hold", "PT12S",
            "parley.dispatch.lease", "PT12S",
            "parley.dispatch.call-timeout", "PT10S");

    /** As long as they can be: all hosts share the processors of one machine, on which JVMs start in the meantime. */
    private static final Map<String, String> LONG_TIMEOUTS = Map.of(
            "parley.accept.timeout", "2S",
            "parley.database.acquire-timeout", "990ms",
            "parley.database.connect-timeout", "5S",
            "parley.database.login-timeout", "5S",
            "parley.database.silence", "490ms",
            "parley.database.probe-timeout", "500ms");

    private final Backend backend;
    private final String name;
    private final String address;
    private final Ports ports;
    private final Map<Service, JavaComponent> processes = new EnumMap<>(Service.class);

    /** @param prefix starts the JVMs, for example in a network namespace; see {@link JavaComponent.Spec} */
    ServiceHost(Backend backend, String name, String address, Ports ports, List<String> prefix) {
        this.backend = backend;
        this.name = name;
        this.address = address;
        this.ports = ports;
        for (var service : Service.values()) {
            processes.put(service, component(service, prefix));
        }
    }

    private JavaComponent component(Service service, List<String> prefix) {
        var instance = instance(service);
        var folder = backend.state().work(instance);
        configure(service, Map.of());
        var flags = new ArrayList<>(backend.options().jvm().flagsOfService());
        flags.addAll(List.of("-jar", service.jar(backend.options().home()).toString()));
        var log = backend.state().log(instance);
        return new JavaComponent(
                new JavaComponent.Spec(instance, prefix, flags, List.of(), folder, log),
                () -> Probe.returns200(readiness(service)));
    }

    /** Writes the settings of a service, which apply at its next start. */
    void configure(Service service, Map<String, String> more) {
        var instance = instance(service);
        var settings = new HashMap<>(backend.settings(service, address, ports));
        if (service == Service.MESSAGING) {
            settings.putAll(SHORT_LIMITS);
            settings.putAll(LONG_TIMEOUTS);
        }
        settings.put("parley.instance", instance);
        settings.put("quarkus.shutdown.delay", "1S");
        settings.putAll(more);
        StateFolder.writeSecret(
                backend.state().work(instance).resolve(Path.of("config", "application.properties")), settings);
    }

    /** Starts all services. Returns when they are ready. */
    void start() {
        launchAll();
        awaitReady();
    }

    void launchAll() {
        processes.keySet().forEach(this::launch);
    }

    void awaitReady() {
        processes.keySet().forEach(this::awaitReady);
    }

    /** Starts a service, and returns before it is ready. */
    void launch(Service service) {
        processes.get(service).start();
    }

    void awaitReady(Service service) {
        awaitReady(processes.get(service), backend.state());
    }

    static void awaitReady(JavaComponent process, StateFolder state) {
        var end = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!process.ready()) {
            if (process.crashed() || System.nanoTime() > end) {
                throw new StartupException(process.name() + " is not ready; see " + state.log(process.name()));
            }
            Waits.pause(Duration.ofMillis(POLL_MS));
        }
    }

    /** Stops a service gracefully. Returns after the end of its process. */
    void stop(Service service) {
        processes.get(service).stop();
    }

    /** Starts a stopped service. Returns when it is ready. */
    void start(Service service) {
        launch(service);
        awaitReady(service);
    }

    /** Stops all services gracefully, in parallel. Returns after the end of their processes. */
    void stop() {
        new Parallel(() -> {}).run(List.copyOf(processes.values()), Component::stop);
    }

    void kill9(Service service) {
        processes.get(service).kill9();
    }

    boolean isReady(Service service) {
        return Probe.returns200(readiness(service));
    }

    /** Kills all services. */
    void kill9() {
        processes.values().forEach(JavaComponent::kill9);
    }

    String instance(Service service) {
        return name + "-" + service.route();
    }

    /** Address and port of a service, for a load balancer. */
    String authority(Service service) {
        return address + ":" + ports.http(service);
    }

    String url(Service service) {
        return "http://" + authority(service);
    }

    String metrics(Service service) {
        return "http://" + address + ":" + ports.management(service) + "/q/metrics";
    }

    private String readiness(Service service) {
        return "http://" + address + ":" + ports.management(service) + "/q/health/ready";
    }

    @Override
    public void close() {
        kill9();
    }
}
