package io.parley.local;

import io.parley.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Creates the components of a platform from its options. */
final class Components {

    private static final String SANDBOX_HEAP = "192m";
    private static final String BROKER_HEAP = "256m";

    private final Options options;
    private final StateFolder state;
    private final Credentials credentials;
    private final PlatformUrls endpoints;
    private final StartCaches caches;

    Components(Options options, StateFolder state, Credentials credentials, StartCaches caches) {
        this.options = options;
        this.state = state;
        this.credentials = credentials;
        this.caches = caches;
        this.endpoints = new PlatformUrls(options.ports());
    }

    PostgresComponent postgres() {
        return new PostgresComponent(options, state, credentials);
    }

    Component kafka() {
        return options.brokerProcess() ? brokerProcess() : new BrokerComponent(options, state);
    }

    private Component brokerProcess() {
        var ports = options.ports();
        var flags = new ArrayList<>(options.jvm().flags(BROKER_HEAP));
        flags.addAll(List.of("-cp", System.getProperty("java.class.path"), EmbeddedKafka.class.getName()));
        var arguments = List.of(
                state.kafka().toString(), Integer.toString(ports.kafka()), Integer.toString(ports.kafkaController()));
        return new JavaComponent(
                new JavaComponent.Spec("kafka", flags, arguments, state.work("kafka"), state.log("kafka")),
                () -> Probe.listens(ports.kafka()));
    }

    Component sandbox() {
        var ports = options.ports();
        var arguments = sandboxArguments(ports, "http://127.0.0.1:" + ports.http(Service.GATEWAY));
        return java(
                "sandbox", options.jvm().flags(SANDBOX_HEAP), sandboxJar(), arguments, endpoints.sandbox() + "/health");
    }

    /** @param receiver scheme and authority of the URLs to which the sandbox sends webhooks */
    static List<String> sandboxArguments(Ports ports, String receiver) {
        var webhooks = receiver + "/webhooks/";
        return List.of(
                "--http-port=" + ports.sandbox(),
                "--smsc-port=" + ports.smsc(),
                "--meta-webhook-url=" + webhooks + "meta",
                "--viber-webhook-url=" + webhooks + "viber/{serviceId}",
                "--viber-partner-webhook-url=" + webhooks + "viber-partner/{serviceId}",
                "--viber-partner-authorization=" + LocalIdentities.VIBER_PARTNER_SECRET,
                "--viber-token=" + LocalIdentities.VIBER_SERVICE + "=" + LocalIdentities.VIBER_TOKEN + ","
                        + LocalIdentities.VIBER_PARTNER_SERVICE + "=" + LocalIdentities.VIBER_PARTNER_KEY,
                "--parent-pid=" + ProcessHandle.current().pid());
    }

    private Path sandboxJar() {
        return sandboxJar(options.home());
    }

    static Path sandboxJar(Path home) {
        return jar(home.resolve("deploy/sandbox/target"), "parley-sandbox");
    }

    /** Returns the jar of a module, whatever its version. */
    static Path jar(Path folder, String artifact) {
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().matches(artifact + "-[^-]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElse(folder.resolve(artifact + ".jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<Service, Component> services() {
        var settings = new ServiceEnvironment(options, credentials, state);
        var components = new EnumMap<Service, Component>(Service.class);
        for (var service : options.services()) {
            StateFolder.writeSecret(
                    state.work(service.module()).resolve("config/application.properties"), settings.of(service));
            components.put(
                    service,
                    java(
                            service.module(),
                            options.jvm().flagsOfService(),
                            service.jar(options.home()),
                            List.of(),
                            endpoints.readiness(service)));
        }
        return components;
    }

    private Component java(String name, List<String> jvmFlags, Path jar, List<String> arguments, String health) {
        if (!Files.exists(jar)) {
            throw new StartupException(name + " is not built (" + jar + " is missing); ./dev up builds it.");
        }
        var flags = new ArrayList<>(jvmFlags);
        flags.add("-jar");
        flags.add(jar.toString());
        var spec = new JavaComponent.Spec(name, flags, arguments, state.work(name), state.log(name));
        return new JavaComponent(spec, () -> caches.flags(name, jar), () -> Probe.returns200(health));
    }
}
