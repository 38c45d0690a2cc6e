package io.parley.local;

import io.parley.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Another process of messaging-service with the database and broker of a running platform. */
final class SecondInstance implements AutoCloseable {

    private static final Path SETTINGS = Path.of("config", "application.properties");

    private final int port = FreePorts.next();
    private final int management = FreePorts.next();
    private final JavaComponent process;

    SecondInstance(Options options, Platform platform, String name, Map<String, String> more) {
        var folder = platform.state().work(name);
        var settings =
                settings(platform.state().work(Service.MESSAGING.module()).resolve(SETTINGS));
        settings.putAll(Map.of(
                "quarkus.http.port", Integer.toString(port),
                "quarkus.management.port", Integer.toString(management),
                "parley.instance", name));
        settings.putAll(more);
        StateFolder.writeSecret(folder.resolve(SETTINGS), settings);
        var flags = new ArrayList<>(options.jvm().flagsOfService());
        flags.addAll(List.of("-jar", Service.MESSAGING.jar(options.home()).toString()));
        process = new JavaComponent(
                new JavaComponent.Spec(
                        name, flags, List.of(), folder, platform.state().log(name)),
                () -> Probe.returns200(readiness()));
        process.start();
        platform.awaitReady(process);
    }

    String api() {
        return "http://127.0.0.1:" + port + "/conversations/v3";
    }

    private String readiness() {
        return "http://127.0.0.1:" + management + "/q/health/ready";
    }

    @Override
    public void close() {
        process.kill9();
    }

    private static Map<String, String> settings(Path file) {
        var settings = new Properties();
        try (var in = Files.newInputStream(file)) {
            settings.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new HashMap<String, String>();
        settings.stringPropertyNames().forEach(name -> all.put(name, settings.getProperty(name)));
        return all;
    }
}
